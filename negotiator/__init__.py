"""negotiator: the drafting room of a delegation, in a terminal."""

__version__ = "0.1.0"

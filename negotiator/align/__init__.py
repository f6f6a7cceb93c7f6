"""Which unit of a new text is which unit of an old one."""

from negotiator.align.aligner import ALIGNER, align
from negotiator.align.near import NearMiss, near_misses
from negotiator.align.unit import Unit

__all__ = ["ALIGNER", "NearMiss", "Unit", "align", "near_misses"]

"""Pure functions on text: strings in, values out."""

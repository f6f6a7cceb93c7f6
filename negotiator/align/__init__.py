"""Which unit of a new text is which unit of an old one."""

"""Brackets of negotiating texts: which marks belong together, what they are, whose they are, and what the text is without them."""

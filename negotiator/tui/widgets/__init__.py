"""Pieces of screen that know lines and spans, and nothing of negotiations."""

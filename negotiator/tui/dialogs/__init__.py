"""What lies over a room for a moment: import, export, search, help, a choice, an error."""

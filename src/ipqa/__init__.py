"""ipqa."""

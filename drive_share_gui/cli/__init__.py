"""The same use cases for a terminal and for scripts."""

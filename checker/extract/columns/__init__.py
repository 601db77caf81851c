"""Columns that a page names, and what class each one is of."""

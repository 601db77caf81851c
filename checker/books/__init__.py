"""Rulebooks: finds the rule modules, reads and flattens the books, explains and compares them."""

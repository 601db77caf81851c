"""Entries and forms that a citizen looks for."""

"""Asking the sources of accounts: one file for each kind, one answer for all of them."""

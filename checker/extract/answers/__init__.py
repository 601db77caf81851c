"""Answers that are not the page that was asked for: firewalls, errors, other people's pages."""

"""Chromium through a forward proxy of our own, held to the same policy as the door."""

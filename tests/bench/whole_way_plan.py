"""What both sides of the whole way agree on: how many requests run at once."""

AT_ONCE = 128
"""Requests in flight over all sites."""

PER_HOST = 4
"""Requests in flight to one site."""

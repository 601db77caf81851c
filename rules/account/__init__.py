"""Indicators on new-media accounts."""

"""Indicators on websites."""

"""Reads service guides (办事指南): which of the eight groups of elements a page holds."""

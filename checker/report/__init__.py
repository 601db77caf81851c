"""Verdicts to papers: tables in the office's words, as csv, xlsx and JSON."""

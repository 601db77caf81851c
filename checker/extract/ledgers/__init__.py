"""Ledgers that offices keep, csv and xlsx: bytes to rows, good ones and rejected ones."""

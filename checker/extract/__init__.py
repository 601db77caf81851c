"""Pure reading: bytes to facts. Knows pages, dates, lists, columns, footers, feeds and ledgers."""

"""Reads the mailboxes of a site: published messages, when they came and when they were answered."""

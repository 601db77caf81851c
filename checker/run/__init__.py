"""One check, and who calls it: on demand, nightly, again from stored evidence."""

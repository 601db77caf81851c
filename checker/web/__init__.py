"""What looks in from outside: reads the store, never fetches."""

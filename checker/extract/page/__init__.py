"""One page as a whole: its kind, its identity, and every answer with its reason."""

"""Lists of a page: the main one apart from the rest, embedded ones, and why there is none."""

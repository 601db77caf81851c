"""Pure values and functions: what was seen, what it means, how it is judged. Knows nobody."""

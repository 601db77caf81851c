"""The stored pages and screenshots behind a verdict, packed so that others can open and check them."""

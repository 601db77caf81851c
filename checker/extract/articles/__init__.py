"""Article pages: headline, day of publication with every claim to it, source, size."""

"""How right the readers are on saved pages, beside general tools; run as `python -m tests.accuracy`."""

"""Wrong expressions in texts: an office's lexicon, where its terms stand, and what excuses them."""

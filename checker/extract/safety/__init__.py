"""What the pages of a site carry that somebody else may have put there."""

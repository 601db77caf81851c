"""checker: inspects government websites and new-media accounts, and keeps the proofs."""

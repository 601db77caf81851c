"""What is right: one module an indicator, its cases beside it, and the rulebooks."""

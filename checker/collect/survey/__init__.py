"""The survey of a site or an account: what one visit shows, made into evidence."""

"""The only place that touches the world: what it met comes back as evidence, never as a verdict."""

"""The guarded door: one policy, one transport, politeness, and exact names for failures."""

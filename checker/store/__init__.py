"""Remembers: registry, rounds, evidence, verdicts and statements, and the bytes behind them."""

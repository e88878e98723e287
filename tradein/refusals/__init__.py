"""Refusals grouped by the noun they protect."""

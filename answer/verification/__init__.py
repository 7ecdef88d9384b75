"""Claim verification against the sources: entailment and exact comparisons."""

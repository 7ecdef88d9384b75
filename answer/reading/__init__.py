"""The trained reader finds the sentences that answer, and how likely it is that they do."""

"""Machine reading: the sentences that answer, with calibrated probabilities."""

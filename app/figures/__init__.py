"""Usage figures: numbers and latencies of answers, without the questions."""

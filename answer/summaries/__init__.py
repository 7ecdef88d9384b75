"""Summaries of a source or a topic, made of its own sentences. Knows no language model."""

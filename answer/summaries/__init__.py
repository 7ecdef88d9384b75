"""Extractive summarisation of a source or a topic, without a language model."""

"""The words given to a language model. Knows nothing of models or sources."""

"""Whether a sentence of the sources carries what is asked. Knows nothing of language models."""

"""Text analysis without context: language, sentences, numbers, dates, names."""

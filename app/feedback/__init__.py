"""Feedback on answers, and questions that the library could not answer."""

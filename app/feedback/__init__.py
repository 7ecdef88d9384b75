"""What readers think of answers, and which questions the library could not answer."""

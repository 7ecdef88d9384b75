"""Export of answers and conversations as files, and of their sources as bibliographies."""

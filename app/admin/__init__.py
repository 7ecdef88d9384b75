"""The page for those who run the server: figures, feedback, what is missing, who did what."""

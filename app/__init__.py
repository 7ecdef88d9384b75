"""What people touch: the chat and library pages, the command line. Knows how nothing below works."""

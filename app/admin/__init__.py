"""Administration page: figures, feedback, unanswered questions, audit log."""

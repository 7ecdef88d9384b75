"""What a reader can begin with: what the library has, and questions that it answers."""

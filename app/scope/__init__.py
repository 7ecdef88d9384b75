"""What the questions of the chat are limited to: in the address, in the bar, with each answer."""

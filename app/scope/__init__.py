"""Search scope of the chat: in the address, in the bar, with each answer."""

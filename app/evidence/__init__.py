"""Source pane beside the chat, at the quoted sentence."""

"""The source of a quotation beside the chat, at the sentence that was quoted."""

"""Question understanding: intent, context and decomposition."""

"""The values that travel, the errors, the settings. Knows nothing of any other room."""

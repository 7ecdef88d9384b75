"""Language model client: prompting, streaming and parsing of what it writes."""

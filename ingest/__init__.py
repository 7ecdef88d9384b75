"""Ingestion: files and web pages to sections and passages."""

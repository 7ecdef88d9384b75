"""Loaders of Word, OpenDocument and EPUB files, and their ZIP archives."""

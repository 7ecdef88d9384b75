"""Word, OpenDocument and EPUB files, and the archives that they are."""

"""The PDF read back: words, pages, tags, PDF/UA."""

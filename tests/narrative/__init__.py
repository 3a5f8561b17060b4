"""What is said: that a book is whole, that statements have ids, sources and places."""

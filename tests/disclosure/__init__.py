"""What a public edition withholds, and that no more is lost than must be."""

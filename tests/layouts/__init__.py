"""What is laid out: the worked example beside its golden files, in every layout."""

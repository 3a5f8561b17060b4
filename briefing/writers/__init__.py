"""The document to files: one walk for each format. A writer decides no content and no number."""

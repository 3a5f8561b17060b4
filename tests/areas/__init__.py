"""Many areas of one folder: parted right, made the same by every engine, kept safe together."""

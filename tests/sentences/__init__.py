"""Every sentence read by an independent reader against the raw figures; the oracle."""

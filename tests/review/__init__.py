"""An edited report judged: every planted fault is found, and harmless edits are let be."""

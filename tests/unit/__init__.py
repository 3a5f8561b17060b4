"""A module at a time: a small table in, the answer beside it."""

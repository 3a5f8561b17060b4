"""The commands and the folders they read and write, from the outside."""

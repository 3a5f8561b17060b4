"""Charts and tables as values, and as drawings."""

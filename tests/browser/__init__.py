"""The HTML edition in a real browser: reached by all, readable anywhere, printed on paper."""

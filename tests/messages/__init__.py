"""The user's mistakes: bad input on the left, the message on the right."""

"""The preview from the outside, without a browser: who may ask, what is answered, what is saved."""

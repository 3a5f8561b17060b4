"""What can be worked out from finished files: nothing that is withheld."""

"""`python -m briefing`, for machines where the command is not on the path."""

from briefing.cli import main

if __name__ == "__main__":
    main()

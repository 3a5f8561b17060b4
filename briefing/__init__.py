"""The briefing builder: monthly indicators in, the committee's PDF and Word report out."""

__version__ = "0.1.0"

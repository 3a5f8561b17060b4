"""From a report folder's cells to typed series, every problem collected on the way."""

from briefing.reading.folder import ReportFolder, read
from briefing.reading.observations import Observation
from briefing.reading.settings import Settings, read_settings

__all__ = ["Observation", "ReportFolder", "Settings", "read", "read_settings"]

"""From a report folder's cells to typed series, every problem collected on the way."""

from briefing.reading.folder import ReportFolder, read
from briefing.reading.observations import Observation

__all__ = ["Observation", "ReportFolder", "read"]

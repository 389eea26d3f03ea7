"""Analysis, actors and times to events: PLOVER coding, contacts, status and factuality, precedent claims."""

from dateline.events.precedents import find_precedents
from dateline.events.scene import Scene
from dateline.events.stage import read_events

__all__ = ["Scene", "find_precedents", "read_events"]

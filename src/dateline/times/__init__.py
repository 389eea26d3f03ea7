"""Times: the dates, clock times, durations and sets of a text, with what they mean."""

from dateline.times.stage import Anchor, read_times

__all__ = ["Anchor", "read_times"]

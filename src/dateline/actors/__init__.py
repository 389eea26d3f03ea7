"""Who is who: states, organs, organisations, outlets, people and their offices, as tables with validity dates."""

from dateline.actors.candidates import Candidate, Context
from dateline.actors.gazetteer import Gazetteer, gazetteer

__all__ = ["Candidate", "Context", "Gazetteer", "gazetteer"]

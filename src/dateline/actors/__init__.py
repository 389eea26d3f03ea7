"""Who is who: tables of states, organs, organisations, outlets and people in office, and whom the mentions mean."""

from dateline.actors.candidates import Candidate, Context
from dateline.actors.gazetteer import Gazetteer, gazetteer
from dateline.actors.linked import Linked
from dateline.actors.linker import Linker
from dateline.actors.linking import facts_of, facts_with, link, link_with
from dateline.actors.outlets import outlet_ids, outlet_in_title, outlets_read
from dateline.actors.scanning import NameMatch, Reference, find_names
from dateline.actors.sites import site_of
from dateline.actors.speakers import with_speakers

__all__ = [
    "Candidate",
    "Context",
    "Gazetteer",
    "Linked",
    "Linker",
    "NameMatch",
    "Reference",
    "facts_of",
    "facts_with",
    "find_names",
    "gazetteer",
    "link",
    "link_with",
    "outlet_ids",
    "outlet_in_title",
    "outlets_read",
    "site_of",
    "with_speakers",
]

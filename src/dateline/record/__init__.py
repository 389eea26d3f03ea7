"""The record: SQLAlchemy Core over SQLite, with full-text search, versions and migrations.

Open one with :meth:`Record.open`. It keeps each article with everything that was read out of it, by which
version of Dateline; reading the same article again changes nothing.
"""

from dateline.record.listing import Ask, AskQuery, Contact, ContactQuery, Days, PrecedentClaim, PrecedentQuery
from dateline.record.query import Added, Claim, ClaimQuery, Found, RecordCounts
from dateline.record.record import Record
from dateline.record.store import Store
from dateline.record.views import VIEWS

__all__ = [
    "VIEWS",
    "Added",
    "Ask",
    "AskQuery",
    "Claim",
    "ClaimQuery",
    "Contact",
    "ContactQuery",
    "Days",
    "Found",
    "PrecedentClaim",
    "PrecedentQuery",
    "Record",
    "RecordCounts",
    "Store",
]

"""Analysis, actors and times to events: PLOVER coding, contacts, status and factuality, precedent claims."""

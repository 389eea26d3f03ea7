"""Many articles at once."""

from dateline.engines.local import Failed, Outcome, Read, Skipped, extract_documents

__all__ = ["Failed", "Outcome", "Read", "Skipped", "extract_documents"]

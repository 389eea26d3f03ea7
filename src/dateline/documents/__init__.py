"""Bytes -> Article: plain text, HTML and JSON Lines, from files, folders and standard input."""

from dateline.documents.counting import count_documents
from dateline.documents.options import DEFAULT_FIELDS, Document, ReadOptions
from dateline.documents.plain import article_from_text
from dateline.documents.reading import read_documents

__all__ = ["DEFAULT_FIELDS", "Document", "ReadOptions", "article_from_text", "count_documents", "read_documents"]

"""What other programs read: a record, or extractions from anywhere, in the formats of the field."""

from dateline.exports.formats import FORMATS, export_lines

__all__ = ["FORMATS", "export_lines"]

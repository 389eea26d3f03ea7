"""Dateline reads news about international affairs and keeps the record: who said what, according to whom."""

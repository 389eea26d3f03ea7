"""The articles that ship with Dateline, written for it from public facts, and what their manifest says of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

__all__ = ["DemoArticle", "demo_articles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """One shipped file, with the outlet and the ISO publication time that its manifest gives.

    Both are None for a JSON Lines file, whose items say it of themselves.
    """

    path: Path
    outlet: str | None
    published: str | None


def demo_articles() -> tuple[DemoArticle, ...]:
    """The shipped articles, in the order of ``articles/articles.toml``."""
    folder = Path(str(files(__name__) / "articles"))
    manifest = tomllib.loads((folder / "articles.toml").read_text(encoding="utf-8"))
    return tuple(
        DemoArticle(path=folder / entry["file"], outlet=entry.get("outlet"), published=entry.get("published"))
        for entry in manifest["article"]
    )

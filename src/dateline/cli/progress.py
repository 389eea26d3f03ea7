"""A progress bar with a rate and the time left, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f} articles/s")


@contextmanager
def progress(paths: Sequence[str]) -> Iterator[Callable[[], None]]:
    """A function to call after each article; it does nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield _nothing
        return
    from dateline.documents import count_documents

    bar = Progress(
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("reading", total=count_documents(paths))
        yield lambda: bar.advance(task)


def _nothing() -> None:
    return None

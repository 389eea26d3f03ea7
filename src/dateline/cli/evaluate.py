"""``dateline evaluate``: scores against a public corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.cli.console import write


class Task(StrEnum):
    """What is scored."""

    attribution = "attribution"
    coreference = "coreference"
    events = "events"
    linking = "linking"
    status = "status"
    times = "times"


class ScoreFormat(StrEnum):
    """How scores are printed."""

    table = "table"
    json = "json"


def evaluate(
    task: Annotated[Task, typer.Argument(help="What is scored.")],
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="The corpus: for attribution a PolNeAR compartment, for coreference and linking a folder or file of "
            "GUM, for events a table of PLV, for status a folder of MEANTIME or ECB+, for times a folder of MEANTIME "
            "or TimeML.",
        ),
    ],
    predictions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write what was predicted, a JSON object a line.")
    ] = None,
    form: Annotated[ScoreFormat, typer.Option("--format", help="How scores are printed.")] = ScoreFormat.table,
) -> None:
    """Score this version against a public corpus."""
    from dateline import evaluation

    scored: dict[Task, Callable[[Path], tuple[list[dict[str, Any]], dict[str, dict[str, float]]]]] = {
        Task.attribution: evaluation.evaluate_attribution,
        Task.coreference: evaluation.evaluate_coreference,
        Task.events: evaluation.evaluate_events,
        Task.linking: evaluation.evaluate_linking,
        Task.status: evaluation.evaluate_status,
        Task.times: evaluation.evaluate_times,
    }
    predicted, table = scored[task](gold)
    if predictions is not None:
        lines = (json.dumps(values, ensure_ascii=False) + "\n" for values in predicted)
        predictions.write_text("".join(lines), encoding="utf-8")
    if form is ScoreFormat.json:
        write(json.dumps(table, indent=2))
        return
    for name, figures in table.items():
        write(f"{name:<30}" + "".join(f"{key:>10}{value:>8.2f}" for key, value in figures.items()))

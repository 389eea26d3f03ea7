"""The program ``dateline``: its commands, and what its exit codes mean."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from dateline.cli.actors import actors
from dateline.cli.asks import asks
from dateline.cli.claims import claims
from dateline.cli.console import EXIT_ERROR, EXIT_USAGE, say, write
from dateline.cli.contacts import contacts
from dateline.cli.demo import demo
from dateline.cli.evaluate import evaluate
from dateline.cli.export import export
from dateline.cli.extract import extract
from dateline.cli.precedents import precedents
from dateline.cli.read import read
from dateline.cli.schema import schema
from dateline.cli.show import show
from dateline.errors import DatelineError, UsageError
from dateline.version import VERSION

app = typer.Typer(
    name="dateline",
    help="Reads news about international affairs and keeps the record: who said what, according to whom.",
    epilog="Exit codes: 0 all was read; 1 an error; 2 wrong usage; 3 some inputs failed; 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (extract, read, show, claims, contacts, asks, precedents, export, actors, schema, evaluate, demo):
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        write(VERSION)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options of the program itself."""


def main() -> None:
    """Run the program; errors become one line on standard error and an exit code."""
    try:
        app()
    except UsageError as error:
        say(f"dateline: {error}")
        sys.exit(EXIT_USAGE)
    except DatelineError as error:
        say(f"dateline: {error}")
        sys.exit(EXIT_ERROR)
    except BrokenPipeError:
        # The reader of standard output left (`| head`): nothing is wrong, and nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)

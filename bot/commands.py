"""What an operator types after `lcbot`. Each command is a few lines; the work is done behind them."""

import json
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from bot.bootstrap import examining, operating, packing, rehearsing
from bot.boundary.trouble import Trouble
from bot.doctor import Finding
from bot.environment import no_settings, read_settings
from bot.settings import Settings

OWNER_ALONE: Final = 0o077
"""Whatever the bot makes, only its owner can read."""

app = typer.Typer(
    name="lcbot",
    help="Runs a learning community.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
out = Console(highlight=False, soft_wrap=True)
aside = Console(highlight=False, soft_wrap=True, stderr=True)


def main() -> None:
    """Expected trouble is one sentence and status 1; a wrong command is status 2."""
    os.umask(OWNER_ALONE)
    try:
        app()
    except Trouble as trouble:
        aside.print(trouble.sentence, markup=False)
        sys.exit(1)


@app.command()
def run() -> None:
    """Start everything that is configured; with nothing configured, the practice room."""
    settings = _settings()
    logging.basicConfig(level=settings.log.upper(), format="%(asctime)s %(levelname)s %(message)s")
    operating.run(settings, tell=_tell, warn=_warn)


@app.command()
def rehearse(
    script: Annotated[Path | None, typer.Argument(help="Another script to play.")] = None,
) -> None:
    """Play a whole community as a transcript, through the real bot, in seconds."""
    rehearsing.rehearse(script, out)


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Say it for programs.")] = False,
) -> None:
    """Say whether all is well. Status 0: it is. Status 1: something needs you."""
    findings = examining.examine()
    if as_json:
        out.print(json.dumps([finding.as_plain() for finding in findings]), markup=False)
    else:
        _show(findings)
    raise typer.Exit(0 if all(finding.well for finding in findings) else 1)


@app.command()
def migrate() -> None:
    """Bring the database to this version. `run` does so too."""
    operating.migrate(_settings(), _tell)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to put the copy.")]) -> None:
    """Make a consistent copy of the database, also while the bot runs."""
    operating.back_up(_settings(), file, _tell)


@app.command()
def export(
    community: Annotated[str, typer.Argument(help="Its name, or its id.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put it.")],
) -> None:
    """Write down what a community may take with it, as Markdown and JSON."""
    operating.export(_settings(), community, folder, _tell)


def _settings() -> Settings:
    """With a word about each that was given in vain."""
    settings = read_settings()
    for sentence in no_settings():
        _warn(sentence)
    return settings


@app.command()
def manifest(
    platform: Annotated[str, typer.Argument(help="The platform: slack or teams.")],
    file: Annotated[
        Path | None,
        typer.Argument(help="Where to put it. Slack's is shown here if no file is named."),
    ] = None,
    http: Annotated[
        str, typer.Option(help="The https:// address of this bot, where the platform can reach it.")
    ] = "",
    slash: Annotated[
        bool, typer.Option("--slash", help="Teams: offer slash commands too.")
    ] = False,
    hear_replies: Annotated[
        bool, typer.Option("--hear-replies", help="Teams: hear replies that mention nobody.")
    ] = False,
) -> None:
    """Write the description of the app that the platform asks for."""
    wanted = packing.Extras(slash=slash, hear_replies=hear_replies)
    match platform.lower():
        case "slack":
            packing.describe_for_slack(file, http, wanted, _tell)
        case "teams":
            packing.pack_for_teams(_settings(), file, http, wanted, _tell)
        case _:
            raise Trouble("Type lcbot manifest slack, or lcbot manifest teams FILE.")


@app.command()
def statement() -> None:
    """Say what kinds of things are held, and how many, without a word of anybody's: for a request."""
    operating.state(read_settings(), _tell)


def _show(findings: Iterable[Finding]) -> None:
    for finding in findings:
        mark, style = ("well", "green") if finding.well else ("LOOK", "bold red")
        out.print(mark, style=style, end="  ")
        out.print(f"{finding.about}: {finding.says}", markup=False)


def _tell(sentence: str) -> None:
    out.print(sentence, markup=False)


def _warn(sentence: str) -> None:
    aside.print(sentence, markup=False, style="yellow")

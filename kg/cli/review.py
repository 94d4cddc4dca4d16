"""``kg review``: what is worth a person's minute, and the answers into corrections.toml."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from kg.cli import options as shared
from kg.cli import terminal
from kg.entities.decisions import Corrections, Decision
from kg.entities.reviewing import Question
from kg.errors import OptionError, printable


@click.command("review")
@shared.built_graph
@shared.corrections
@click.option("--accept", multiple=True, metavar="ID", help="Answer a question with yes; repeatable.")
@click.option("--reject", multiple=True, metavar="ID", help="Answer a question with no; repeatable.")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many questions.")
@click.option("--author", default="", help="Who decides; written beside each answer.")
@click.option("--reason", default="", help="Why; written beside each answer.")
def command(
    *,
    folder: Path,
    corrections: Path | None,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    top: int,
    author: str,
    reason: str,
) -> None:
    """List uncertain merges, type conflicts and doubtful names of a build, the most valuable first.

    On a terminal each is asked in turn; elsewhere they are listed with their ids, to be answered with
    --accept and --reject. Answers go into corrections.toml, which the next build applies.

    Example: kg review --graph output --accept 1f0c22ab --author me
    """
    from kg.entities import read_corrections
    from kg.entities.deciding import write_decisions
    from kg.entities.reviewing import find_questions
    from kg.exports.graph_json import read_graph

    graph = read_graph(folder)
    home = folder if folder.is_dir() else folder.parent
    file = corrections or home / "corrections.toml"
    decided = read_corrections(file) if file.exists() else Corrections()
    questions = find_questions(graph, decided)
    if accept or reject:
        answers = _answers(questions, accept, reject)
    elif sys.stdin.isatty() and sys.stdout.isatty():
        answers = _ask(questions[:top])
    else:
        rows = [(q.id, f"{q.value:.1f}", q.text) for q in questions[:top]]
        terminal.print_table(rows, header=("id", "value", "question"), right=[1])
        click.echo(f"{len(questions):,} questions; answer with --accept ID or --reject ID", err=True)
        return
    if answers:
        signed = [replace(d, author=author, reason=reason or d.reason) for d in answers]
        write_decisions(file, signed)
        click.echo(f"{file}: {len(signed)} added; the next build applies them", err=True)


def _answers(
    questions: Iterable[Question], accept: tuple[str, ...], reject: tuple[str, ...]
) -> list[Decision]:
    """Return the decisions of the questions that were answered by id."""
    known = {q.id: q for q in questions}
    both = sorted(set(accept) & set(reject))
    unknown = sorted({*accept, *reject} - known.keys())
    if both or unknown:
        what = (
            f"{both[0]} is both accepted and rejected"
            if both
            else f"no open question has the id {unknown[0]}"
        )
        raise OptionError(what, where="--accept/--reject", todo="run 'kg review' for the ids")
    return [known[i].yes for i in dict.fromkeys(accept)] + [known[i].no for i in dict.fromkeys(reject)]


def _ask(questions: Iterable[Question]) -> list[Decision]:
    """Ask on the terminal until the questions or the person's minutes end."""
    answers: list[Decision] = []
    for question in questions:
        click.echo(printable(question.text))
        try:
            answer = click.prompt(
                "[y]es, [n]o, [s]kip, [q]uit", type=click.Choice("ynsq"), show_choices=False
            )
        except click.Abort:  # Ctrl-C or Ctrl-D keeps what was answered, as q does
            click.echo()
            answer = "q"
        if answer == "q":
            break
        if answer != "s":
            answers.append(question.yes if answer == "y" else question.no)
    return answers

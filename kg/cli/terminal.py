"""What the commands print: tables on stdout, progress and problems on stderr.

Paper text is untrusted, so everything passes through :func:`kg.errors.printable`, and rich's markup is off.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from kg.errors import InputError, OnProblem, Problem, printable

#: Problems that are printed one by one; further ones are only counted.
_SHOWN_PROBLEMS = 20


def print_table(
    rows: Iterable[Sequence[object]],
    *,
    header: Sequence[str] = (),
    title: str = "",
    right: Iterable[int] = (),
) -> None:
    """Print aligned columns on stdout; columns whose number is in ``right`` are aligned to the right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Off a terminal nothing is cut: the width is that of the content.
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 10_000)
    look = box.SIMPLE_HEAD if header else None
    table = Table(box=look, show_header=bool(header), pad_edge=False, show_edge=False)
    rightwards, body = set(right), [[printable(str(cell)) for cell in row] for row in rows]
    for number in range(max([len(header), *map(len, body)], default=0)):
        name = header[number] if number < len(header) else ""
        table.add_column(name, justify="right" if number in rightwards else "left", overflow="fold")
    for row in body:
        table.add_row(*map(Text, row))
    if title:
        click.secho(title, bold=True)
    with console.capture() as printed:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in printed.get().splitlines()))


class Problems:
    """Prints problems on stderr as they come, the first of them in full, and counts the rest."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, problem: Problem) -> None:
        """Print ``problem`` if it is among the first."""
        self.count += 1
        if self.count <= _SHOWN_PROBLEMS:
            click.echo(f"kg: warning: {problem}", err=True)

    def finish(self) -> None:
        """Say how many problems were not printed."""
        if self.count > _SHOWN_PROBLEMS:
            click.echo(f"kg: warning: and {self.count - _SHOWN_PROBLEMS} more problems like these", err=True)


def fatal(problem: Problem) -> None:
    """Make every problem an error: what ``--strict`` does."""
    raise InputError(problem.what, where=problem.where, todo=problem.todo)


@contextmanager
def reported_problems(*, strict: bool) -> Iterator[OnProblem]:
    """Yield the ``on_problem`` of a command: printing and counting, or raising when ``strict``."""
    if strict:
        yield fatal
        return
    problems = Problems()
    try:
        yield problems
    finally:
        problems.finish()


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int | None], None]]:
    """Yield an ``on_progress`` that draws on stderr when that is a terminal, and is silent otherwise."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    tasks: dict[str, TaskID] = {}
    with Progress(console=Console(stderr=True), transient=True) as bar:

        def on_progress(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=None)
            bar.update(tasks[stage], completed=done, total=total)

        yield on_progress

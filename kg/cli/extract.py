"""``kg extract``: what was read from each paper, in the format of annotated papers."""

from pathlib import Path

import click

from kg.cli import options as shared
from kg.cli import terminal


@click.command("extract")
@shared.inputs
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The JSONL file to write; - for standard output.",
)
@shared.model
@shared.lexicons
@shared.jobs
@shared.strict
def command(
    *,
    inputs: tuple[str, ...],
    file: Path,
    model: str,
    lexicons: tuple[Path, ...],
    jobs: int,
    strict: bool,
) -> None:
    """Extract the entities of INPUTS with their types, roles, places and results, one paper a line.

    Example: kg extract papers.jsonl -o entities.jsonl
    """
    from kg.annotations import encode, write_annotations
    from kg.build import Options, read_and_resolve
    from kg.exports.annotations import annotate

    chosen = Options(inputs=inputs, model=model, lexicons=lexicons, jobs=jobs)
    with terminal.reported_problems(strict=strict) as on_problem, terminal.progress_bar() as on_progress:
        done = read_and_resolve(chosen, on_problem=on_problem, on_progress=on_progress)
    papers = annotate(done.readings, done.resolution)
    if str(file) == "-":
        for paper in papers:
            click.echo(encode(paper), nl=False)
        return
    count = write_annotations(papers, file)
    mentions = sum(len(r.mentions) for r in done.readings)
    click.echo(f"{file}: {count:,} papers, {mentions:,} mentions", err=True)

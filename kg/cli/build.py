"""``kg build``: papers in, graph files out."""

from pathlib import Path

import click

from kg.build import Options, Report
from kg.cli import options as shared
from kg.cli import terminal


@click.command("build")
@shared.inputs
@click.option(
    "-o",
    "--output",
    default="output",
    show_default=True,
    metavar="DIR",
    help="The folder to write; with Spark any address that Hadoop can write to.",
)
@click.option("--formats", metavar="F,F", help="Formats to write; 'kg export --help' lists them.")
@shared.model
@shared.lexicons
@shared.corrections
@shared.min_confidence
@shared.base_iri
@shared.jobs
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Run on this machine, or on Apache Spark (pip install 'kg[spark]').",
)
@click.option("--no-cache", is_flag=True, help="Read every paper anew, and keep nothing for the next build.")
@shared.strict
def command(
    *,
    inputs: tuple[str, ...],
    output: str,
    formats: str | None,
    model: str,
    lexicons: tuple[Path, ...],
    corrections: Path | None,
    min_confidence: float,
    base_iri: str,
    jobs: int,
    engine: str,
    no_cache: bool,
    strict: bool,
) -> None:
    """Build the knowledge graph of INPUTS: files, folders, globs, or - for standard input.

    Without INPUTS it builds the bundled sample of 437 papers.

    Example: kg build papers/*.jsonl.gz -o output

    Example: kg build --engine spark hdfs:///arxiv -o hdfs:///arxiv-graph
    """
    chosen = Options(
        inputs=inputs,
        output=Path(output),
        formats=tuple(name.strip() for name in formats.split(",")) if formats else (),
        model=model,
        lexicons=lexicons,
        corrections=corrections,
        min_confidence=min_confidence,
        base=base_iri,
        jobs=jobs,
        cache=not no_cache,
    )
    with terminal.reported_problems(strict=strict) as on_problem, terminal.progress_bar() as on_progress:
        if engine == "spark":
            from kg.spark import build as build_on_spark

            report = build_on_spark(chosen, output, on_problem=on_problem, on_progress=on_progress)
        else:
            from kg.build import build

            report = build(chosen, on_problem=on_problem, on_progress=on_progress)
    if report.unchanged:
        click.echo("kg: nothing has changed, so the files are those of the last build", err=True)
    _print(report, output)


def _print(report: Report, output: str) -> None:
    """Print what was read, found and written, and how long each stage took."""
    counts = report.counts
    read = f"{counts['duplicates']:,} duplicates" + (f", {counts['bad']:,} bad" if counts["bad"] else "")
    rows: list[tuple[str, str, str]] = [
        ("papers", f"{counts['papers']:,}", f"{counts['listed']:,} listed, {read}"),
        ("mentions", f"{counts['mentions']:,}", ""),
        ("entities", f"{sum(counts['entities'].values()):,}", _parts(counts["entities"])),
        ("statements", f"{sum(counts['statements'].values()):,}", _parts(counts["statements"])),
        ("results", f"{counts['results']:,}", ""),
        ("co-mentions", f"{counts['co_mentions']:,}", ""),
    ]
    rows += [(f"{output.rstrip('/')}/{name}", _size(size), "") for name, size in report.files.items()]
    seconds = ", ".join(f"{stage} {time:.1f}" for stage, time in report.seconds.items())
    rows += [("seconds", f"{sum(report.seconds.values()):.1f}", seconds)]
    terminal.print_table(rows, right=[1])


def _parts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counts.items())


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 100_000 else f"{size / 1_000:,.1f} kB"

"""How fast the shipped questions are: on a built graph, on a million triples, and against rdflib's engine.

Run it from a checkout, with a graph that was built before::

    kg build
    python -m tests.benchmarks.sparql --graph output

It prints, for each question, processor milliseconds (which another program on the machine hardly changes) of
the best of three runs: on the graph, on a graph of a million triples (the same entities, with every paper
and all that it says repeated under new names), and by rdflib's own engine on the graph where that takes less
than ``--patience`` seconds. The limits are 50 ms, 1,000 ms and none.
"""

import argparse
import io
import multiprocessing
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import pyoxigraph as ox
import rdflib

from kg.build import Options, read_and_resolve
from kg.exports.graph_json import read_graph
from kg.exports.rdf import prefixes, write_turtle
from kg.graph import assemble, chart
from kg.model import KnowledgeGraph, Statement
from kg.query import Question, ask, questions
from kg.query.engine import bind
from tests.benchmarks.corpus import write


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--graph", type=Path, default=Path("output"))
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--patience", type=float, default=20.0)
    arguments = parser.parse_args()
    compare(read_graph(arguments.graph), triples=arguments.triples, patience=arguments.patience)


def run(size: int, corpus: Path | None, folder: Path, model: str) -> None:
    """Print the rows for the graph of ``size`` papers."""
    done = read_and_resolve(Options((str(write(folder / "p.jsonl", size, corpus)),), model=model, jobs=1))
    compare(assemble(done.readings, done.resolution), triples=1_000_000, patience=5.0)


def compare(graph: KnowledgeGraph, *, triples: int, patience: float) -> None:
    """Print a row for every question, and the limits that all of them keep.

    A question that rdflib's engine gave up counts as if it had been answered just then.
    """
    drawn = chart(graph)
    small = loaded(graph, drawn)
    more = len(loaded(repeated(graph, 2), drawn)) - len(small)
    large = loaded(repeated(graph, 1 + -(-(triples - len(small)) // more)), drawn)
    slow = rdflib.Graph().parse(data=turtle(graph, drawn), format="turtle") if patience else None
    print(f"{'question':34}{len(small):>12,}{len(large):>14,}{'rdflib':>12}{'ratio':>10}")
    slowest, ratios = [0.0, 0.0], []
    for question in questions().values():
        fast, much = best(small, question), best(large, question)
        by_rdflib = patiently(slow, small, question, patience) if slow is not None else None
        slowest = [max(slowest[0], fast), max(slowest[1], much)]
        ratios += [(by_rdflib or patience * 1000) / fast] if slow is not None else []
        ratio = f"{by_rdflib / fast:,.0f}" if by_rdflib else ""
        shown = f"{by_rdflib:,.0f} ms" if by_rdflib else f"> {patience:.0f} s"
        print(f"{question.name:34}{fast:9.1f} ms{much:11.1f} ms{shown:>12}{ratio:>10}", flush=True)
    middle = f"{median(ratios):,.0f}" if ratios else ""
    print(f"{'slowest, and the middle ratio':34}{slowest[0]:9.1f} ms{slowest[1]:11.1f} ms{middle:>22}")


def turtle(graph: KnowledgeGraph, drawn: object) -> bytes:
    """Return the Turtle of a graph."""
    stream = io.BytesIO()
    write_turtle(graph, stream, chart=drawn)  # type: ignore[arg-type]
    return stream.getvalue()


def loaded(graph: KnowledgeGraph, drawn: object) -> ox.Store:
    """Return a store with the triples of a graph."""
    store = ox.Store()
    store.bulk_load(turtle(graph, drawn), ox.RdfFormat.TURTLE)
    return store


def repeated(graph: KnowledgeGraph, times: int) -> KnowledgeGraph:
    """Return the graph with each paper, and each statement of a paper, ``times`` times."""
    papers, statements = list(graph.papers), list(graph.statements)
    known = {paper.id for paper in papers}
    for copy in range(1, times):
        papers += [replace(p, id=f"{p.id}-{copy}", title=f"{p.title} ({copy})") for p in graph.papers]
        statements += [repeat(s, copy, known) for s in graph.statements]
    return replace(graph, papers=tuple(papers), statements=tuple(statements))


def repeat(statement: Statement, copy: int, papers: set[str]) -> Statement:
    """Return a statement about the copy of its paper."""
    subject = f"{statement.subject}-{copy}" if statement.subject in papers else statement.subject
    evidence = tuple(replace(e, paper_id=f"{e.paper_id}-{copy}") for e in statement.evidence)
    return replace(statement, id=f"{statement.id}-{copy}", subject=subject, evidence=evidence)


def best(store: ox.Store, question: Question) -> float:
    """Return the fewest milliseconds of three runs, after the values of its parameters are known."""
    return min(once(store, question) for _ in range(3))


def once(store: ox.Store, question: Question) -> float:
    """Return the processor milliseconds of one run."""
    start = time.process_time()
    for _ in ask(store, question).results:  # type: ignore[union-attr]
        pass
    return (time.process_time() - start) * 1000


def patiently(graph: rdflib.Graph, store: ox.Store, question: Question, seconds: float) -> float | None:
    """Return the milliseconds that rdflib's engine takes, None when it is too slow or cannot."""
    bound = {name: rdflib.util.from_n3(str(term)) for name, term in bind(store, question, {}).items()}
    queue: multiprocessing.Queue[float] = multiprocessing.get_context("fork").Queue()

    def run() -> None:
        start = time.process_time()
        list(graph.query(question.text, initNs=prefixes(), initBindings=bound))  # type: ignore[arg-type]
        queue.put((time.process_time() - start) * 1000)

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    process.join(seconds)
    alive = process.is_alive()
    process.kill()
    return None if alive or queue.empty() else queue.get()


if __name__ == "__main__":
    main()

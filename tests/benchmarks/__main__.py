"""Measure speed and memory beside what one would use instead: ``python -m tests.benchmarks``.

Every figure stands in a row with the others of the same run, because only ratios of one run on one machine
mean anything. Corpora come from the bundled sample by the documented generator of
:mod:`tests.benchmarks.corpus`, or from a file of your own with ``--corpus``.
"""

import argparse
import importlib
import sys
import tempfile
from pathlib import Path

#: Every benchmark: the module whose ``run(size, corpus, folder)`` prints its rows, and what it measures.
BENCHMARKS = {
    "extraction": "reading names, against spaCy's tokenizer, an Aho-Corasick scan and a stock spaCy NER",
    "counting": "co-mention counting, against a Counter of tuples",
    "writing": "RDF and SPARQL against rdflib, GraphML against networkx",
    "sparql": "the shipped questions on the graph and on a million triples, against rdflib's engine",
    "graph_files": "GraphML, GEXF and layout, against networkx (--size: nodes, with ten edges each)",
    "building": "a build from scratch against incremental ones, one process against two",
    "html_view": "the HTML page in a browser, against stock pyvis (--size: nodes)",
    "slopes": "time and memory over 1, 2, 4, ... times the corpus",
}


def main() -> None:
    """Run the benchmarks that were asked for."""
    listed = "\n".join(f"  {name:12}{what}" for name, what in BENCHMARKS.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=f"Measure kg beside what one would use instead:\n\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="which to run; all when none is named")
    parser.add_argument("--size", type=int, default=1000, help="papers in the corpus (default 1000)")
    parser.add_argument("--corpus", type=Path, help="papers of your own, in any format that kg reads")
    parser.add_argument("--model", default="lexicon", help="as for kg build (default lexicon)")
    chosen = parser.parse_args()
    for name in chosen.names or BENCHMARKS:
        if name not in BENCHMARKS:
            parser.error(f"no benchmark is called {name}; choose from {', '.join(BENCHMARKS)}")
        print(f"\n{name}: {BENCHMARKS[name]}", flush=True)
        module = importlib.import_module(f"tests.benchmarks.{name}")
        with tempfile.TemporaryDirectory() as folder:
            module.run(chosen.size, chosen.corpus, Path(folder), chosen.model)


if __name__ == "__main__":
    sys.exit(main())

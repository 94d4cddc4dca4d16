"""The house rules: import order, one home for each heavy library, small files and small functions."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "kg"
FILES = sorted(ROOT.rglob("*.py"))

#: From the ground up; a file imports only from its own layer or from layers below it.
LAYERS = (
    ("errors",),
    ("ontology",),
    ("model",),
    ("files", "lexicon"),
    ("annotations",),
    ("papers", "mentions", "entities"),
    ("graph",),
    ("exports",),
    ("report",),
    ("build", "diff", "query", "serve", "evaluate", "store", "spark", "train"),
    ("cli",),
)
#: Stages of one layer that do not know each other.
STRANGERS = ({"papers", "mentions", "entities"},)
#: Each heavy library and the only places that may import it.
HOMES = {
    "spacy": {"mentions"},
    "thinc": {"mentions"},
    "networkx": {"graph"},
    "igraph": {"graph"},
    "rdflib": {"exports", "query", "serve"},
    "oxrdflib": {"exports", "query", "serve"},
    "pyoxigraph": {"exports", "query", "serve"},
    "pyshacl": {"query"},
    "pyvis": {"exports"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "pyspark": {"spark"},
    "click": {"cli"},
    "rich": {"cli"},
}
#: Libraries that must not be loaded by ``import kg`` or by ``kg --help``.
HEAVY = ("pyspark", "spacy", "networkx", "rdflib", "pyvis", "igraph", "numpy", "pyoxigraph")


def room(file: Path) -> str:
    """Return the folder or file right below ``kg/`` that ``file`` belongs to."""
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(file: Path, *, top_level: bool = False) -> Iterator[str]:
    """Yield the dotted names of the modules that ``file`` imports."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in tree.body if top_level else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} has a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(name: str) -> int:
    return next((i for i, names in enumerate(LAYERS) if name in names), -1)


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_imports_go_one_way(file: Path) -> None:
    """A file imports nothing from a layer above its own, and stages of one layer are strangers."""
    here = room(file)
    if here in {"__init__", "__main__"}:
        return
    assert layer(here) >= 0, f"{here} is in no layer"
    for name in imports(file):
        parts = name.split(".")
        if parts[0] != "kg" or len(parts) < 2 or layer(parts[1]) < 0:
            continue
        assert layer(parts[1]) <= layer(here), f"{file} imports {name} from a higher layer"
        for group in STRANGERS:
            assert not ({here, parts[1]} <= group and here != parts[1]), f"{file} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_heavy_libraries_have_one_home(file: Path) -> None:
    """Each heavy library is imported in its own home alone."""
    for name in imports(file):
        homes = HOMES.get(name.split(".", maxsplit=1)[0])
        assert homes is None or room(file) in homes, f"{file} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_files_and_functions_are_small(file: Path) -> None:
    """No file is over 300 lines."""
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


def test_nearly_all_functions_are_short() -> None:
    """At least 95 of 100 functions have fewer than 45 lines."""
    sizes = [
        (node.end_lineno or 0) - node.lineno + 1
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert sum(size < 45 for size in sizes) / len(sizes) >= 0.95


def test_modules_import_without_a_cycle() -> None:
    """Following imports at the top of files never leads back to a file."""
    names = {
        ".".join(f.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__"): f for f in FILES
    }
    graph = {n: {i for i in imports(f, top_level=True) if i in names and i != n} for n, f in names.items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path, name))
        if name not in done:
            for target in sorted(graph[name]):
                # A package's __init__ runs before its modules; their import of it is no cycle of ours.
                if not name.startswith(target + "."):
                    visit(target, (*path, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("code", ["import kg", "import kg.cli; kg.cli.group.get_help"])
def test_import_loads_nothing_heavy(code: str) -> None:
    """``import kg`` and the command line's own modules load none of the heavy libraries."""
    script = f"{code}\nimport sys\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_star_imports() -> None:
    """Nothing is imported with a star."""
    stars = [str(f) for f in FILES for name in imports(f) if name.endswith(".*")]
    assert stars == []

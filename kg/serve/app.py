"""The web application: SPARQL endpoint, query page, pages of things, the HTML graph and the vocabulary.

Built on Starlette. Everything is read-only. The SPARQL endpoint follows the W3C's "SPARQL 1.1 Protocol" and
"SPARQL 1.1 Service Description"; every page says by a Content-Security-Policy that it loads nothing from
elsewhere.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from kg.serve import endpoint, pages
from kg.serve.protocol import Reply, Request, refusal

_DATA = Path(__file__).parent.parent / "data" / "serve"

#: The only files that are served as they are: name in the URL -> media type.
_STATIC = {
    "page.css": "text/css",
    "query.js": "text/javascript",
    "yasgui.min.css": "text/css",
    "yasgui.min.js": "text/javascript",
    "LICENSES.txt": "text/plain",
}

#: What a page of ours may load: nothing from elsewhere and no script of its own. The editor sets styles.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The HTML graph holds its scripts itself, and may load nothing at all.
_GRAPH_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' blob:; style-src 'unsafe-inline'; img-src data: blob:; "
    "font-src data:; worker-src blob:; base-uri 'none'; frame-ancestors 'none'"
)

#: What answers a query: :meth:`kg.serve.workers.Pool.run`.
Run = Callable[[Request], Reply]


@dataclass(frozen=True, slots=True)
class Site:
    """What a server serves.

    Attributes:
        run: answers queries.
        base: what the IRIs of the graph begin with.
        triples: how many triples there are.
        questions: the text of every shipped question by name, with its defaults written out.
        html_graph: the file of the HTML graph, if there is one.
    """

    run: Run
    base: str
    triples: int
    questions: Mapping[str, str]
    html_graph: Path | None = None


def make_app(site: Site) -> Starlette:
    """Return the application that serves ``site``."""

    async def sparql(request: HttpRequest) -> Response:
        return _respond(await endpoint.handle(request, site.run, site.triples))

    async def thing(request: HttpRequest) -> Response:
        path, accept = request.path_params["path"], _accept(request)
        return _respond(await run_in_threadpool(pages.thing, site.run, site.base, path, accept))

    async def ontology(request: HttpRequest) -> Response:
        return _respond(await run_in_threadpool(endpoint.vocabulary, _accept(request)))

    has_graph = site.html_graph is not None
    routes = [
        Route("/", _page(lambda: pages.home(site.run, site.base, site.triples, has_graph=has_graph))),
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/query", _page(lambda: pages.query(site.base, site.questions))),
        Route("/graph", _html_graph(site.html_graph)),
        Route("/ontology", ontology),
        Route("/static/{name}", _static),
        Route("/favicon.ico", _no_icon),
        Route("/{path:path}", thing),
    ]
    cors = Middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"]
    )
    return Starlette(routes=routes, middleware=[cors])


def _accept(request: HttpRequest) -> str:
    """Return the wish of a request; ``?format=`` has the last word, for links on pages."""
    wanted = request.query_params.get("format", "")
    return pages.FORMATS.get(wanted, ", ".join(request.headers.getlist("accept")))


def _respond(reply: Reply, policy: str = _POLICY) -> Response:
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Vary": "Accept",
    }
    if reply.status == 503:
        headers["Retry-After"] = "5"
    return Response(reply.content, reply.status, {**headers, "Content-Type": reply.media_type})


def _page(make: Callable[[], Reply]) -> Callable[[HttpRequest], Awaitable[Response]]:
    async def page(request: HttpRequest) -> Response:
        del request
        return _respond(await run_in_threadpool(make))

    return page


def _html_graph(file: Path | None) -> Callable[[HttpRequest], Awaitable[Response]]:
    async def page(request: HttpRequest) -> Response:
        del request
        if file is None or not file.is_file():
            return _respond(refusal(404, "there is no HTML graph; build one with: kg build"))
        headers = {"Content-Security-Policy": _GRAPH_POLICY, "X-Content-Type-Options": "nosniff"}
        return FileResponse(file, media_type="text/html", headers=headers)

    return page


async def _static(request: HttpRequest) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        return _respond(refusal(404, "there is no such file"))
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=3600"}
    return FileResponse(_DATA / name, media_type=_STATIC[name], headers=headers)


async def _no_icon(request: HttpRequest) -> Response:
    del request
    return Response(status_code=204)

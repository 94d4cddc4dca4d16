"""The spaCy pipeline: a blank English pipeline with our tokenizer and one component for each source.

Components share a :class:`Draft`: sources add candidates, the arbiter turns them into mentions, and the last
components add claims and measurements. To read papers they are called with the draft alone, for making a Doc
takes as long as reading does; with :func:`read_doc` spaCy calls them and gives the Doc. spaCy loads with this
module only.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.lexicon import Entry
from kg.mentions.acronyms import find_definitions
from kg.mentions.coined import find_coined
from kg.mentions.decide import decide
from kg.mentions.encoder import Sight, load_encoder
from kg.mentions.learned import ROLES, load_arbiter, read_about
from kg.mentions.links import find_links
from kg.mentions.matcher import Matcher, make_matcher
from kg.mentions.names import Name, add_definitions, find_names
from kg.mentions.network import load_network
from kg.mentions.page import Candidate, Page, make_page
from kg.mentions.phrases import find_phrases
from kg.mentions.results import find_results
from kg.mentions.roles import Judge, find_roles
from kg.mentions.shapes import find_shapes
from kg.mentions.spans import find_spans
from kg.model import Claim, Definition, Measurement, Mention, Paper, Reading

#: Where a component finds the draft of the paper it works on.
DRAFT = "kg"

#: A word, a number or a mark, and the space after it.
_TOKEN = re.compile(r"([^\W\d_]+|\d+|_|[^\w\s]|\s+)( ?)")


@dataclass(slots=True)
class Draft:
    """What is known so far about one paper while it goes through the pipeline."""

    page: Page
    names: tuple[Name, ...] = ()
    candidates: list[Candidate] = field(default_factory=list)
    definitions: tuple[Definition, ...] = ()
    sight: Sight | None = None
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    measurements: tuple[Measurement, ...] = ()


def tokenize(vocab: Vocab, text: str) -> Doc:
    """Split at every change between letters, digits and marks; names are matched on these pieces."""
    pieces = _TOKEN.findall(text)
    return Doc(vocab, words=[word for word, _ in pieces], spaces=[bool(space) for _, space in pieces])


@dataclass(frozen=True, slots=True)
class Component:
    """A component: spaCy hands it a Doc, and it works on the draft in there."""

    work: Callable[[Draft], None]

    def __call__(self, doc: Doc) -> Doc:
        """Work on the draft of a Doc."""
        self.work(doc.user_data[DRAFT])
        return doc


def _step(name: str) -> Callable[[Callable[[Draft], None]], Callable[[Draft], None]]:
    def register(work: Callable[[Draft], None]) -> Callable[[Draft], None]:
        Language.component(name, func=Component(work))
        return work

    return register


@_step("kg_names")
def _names(draft: Draft) -> None:
    draft.names = find_names(draft.page)


@_step("kg_acronyms")
def _acronyms(draft: Draft) -> None:
    draft.definitions = tuple(find_definitions(draft.page))
    draft.names = add_definitions(draft.names, draft.page, draft.definitions)


@_step("kg_coined")
def _coined(draft: Draft) -> None:
    draft.candidates += find_coined(draft.page, draft.names)


@_step("kg_shapes")
def _shapes(draft: Draft) -> None:
    draft.candidates += find_shapes(draft.page, draft.names, draft.candidates)


@_step("kg_phrases")
def _phrases(draft: Draft) -> None:
    draft.candidates += find_phrases(draft.page)


@_step("kg_spans")
def _spans(draft: Draft) -> None:
    draft.candidates += find_spans(draft.page)


@Language.factory("kg_lexicon", default_config={"key": ""})
def _make_lexicon(nlp: Language, name: str, key: str) -> Component:  # noqa: ARG001 spaCy passes all three
    matcher: Matcher = _MATCHERS[key]

    def work(draft: Draft) -> None:
        draft.candidates += matcher.find(draft.page)

    return Component(work)


@Language.factory("kg_encoder", default_config={"model": ""})
def _make_encoder(nlp: Language, name: str, model: str) -> Component:  # noqa: ARG001
    encoder = load_encoder(Path(model))

    def work(draft: Draft) -> None:
        draft.sight = encoder(draft.page)

    return Component(work)


@_step("kg_rules")
def _rules(draft: Draft) -> None:
    draft.mentions = decide(draft.page, draft.candidates, draft.definitions)


@Language.factory("kg_arbiter", default_config={"model": ""})
def _make_arbiter(nlp: Language, name: str, model: str) -> Component:  # noqa: ARG001
    arbiter = load_arbiter(Path(model))

    def work(draft: Draft) -> None:
        draft.mentions = arbiter(draft.page, draft.candidates, draft.definitions, sight=draft.sight)

    return Component(work)


@Language.factory("kg_roles", default_config={"model": ""})
def _make_roles(nlp: Language, name: str, model: str) -> Component:  # noqa: ARG001
    network, share = None, 0.0
    if model:
        about = read_about(Path(model))
        network, share = load_network(about.networks / ROLES), about.roles

    def work(draft: Draft) -> None:
        d = draft
        judge = Judge(network, d.sight, share) if network else None
        roles = find_roles(d.page, d.mentions, d.candidates, d.definitions, judge=judge)
        d.claims = roles + find_links(d.page, d.mentions, d.definitions, roles)

    return Component(work)


@_step("kg_results")
def _results(draft: Draft) -> None:
    new = frozenset(c.object for c in draft.claims if c.subject is None and c.relation == "introduces")
    forms = {draft.mentions[i].text for i in new}
    own = frozenset(i for i, m in enumerate(draft.mentions) if m.text in forms)
    draft.measurements = find_results(draft.page, draft.mentions, own)


#: Prepared lexicons by fingerprint: a spaCy config holds plain values only, so it names the lexicon.
_MATCHERS: dict[str, Matcher] = {}


@functools.lru_cache(maxsize=4)
def make_pipeline(
    lexicon: tuple[Entry, ...], key: str, *, model: Path | None = None, generous: bool = False
) -> Language:
    """Return the pipeline for a lexicon.

    Args:
        lexicon: the known names.
        key: its fingerprint, which also tells pipelines of different models apart.
        model: the folder of a trained model; without one, rules decide.
        generous: propose what only a trained model can judge, as training needs it.

    Raises:
        ModelError: the model cannot be loaded.
    """
    _MATCHERS[key] = make_matcher(lexicon)
    nlp = spacy.blank("en")
    nlp.tokenizer = functools.partial(tokenize, nlp.vocab)
    for step in ("kg_names", "kg_acronyms"):
        nlp.add_pipe(step)
    nlp.add_pipe("kg_lexicon", config={"key": key})
    for step in ("kg_coined", "kg_shapes", "kg_phrases"):
        nlp.add_pipe(step)
    if model or generous:
        nlp.add_pipe("kg_spans")
    if model and read_about(model).encoder:
        nlp.add_pipe("kg_encoder", config={"model": str(model)})
    if model:
        nlp.add_pipe("kg_arbiter", config={"model": str(model)})
    else:
        nlp.add_pipe("kg_rules")
    nlp.add_pipe("kg_roles", config={"model": str(model) if model else ""})
    nlp.add_pipe("kg_results")
    return nlp


def read_draft(nlp: Language, paper: Paper) -> Draft:
    """Send one paper through the pipeline and return everything that was worked out, for training."""
    draft = Draft(make_page(paper))
    for _, component in nlp.pipeline:
        if isinstance(component, Component):
            component.work(draft)
    return draft


def read_doc(nlp: Language, paper: Paper) -> Doc:
    """Send one paper through the pipeline as a Doc, whose entities are the mentions: displaCy shows it."""
    page = make_page(paper)
    doc = nlp.make_doc(page.text)
    draft = doc.user_data[DRAFT] = Draft(page)
    nlp(doc)
    places = [(m.start + page.offset(m.field), len(m.text), m.type) for m in draft.mentions]
    spans = [doc.char_span(start, start + length, label=type_) for start, length, type_ in places]
    doc.ents = [span for span in spans if span]
    return doc


def read_papers(nlp: Language, papers: Iterator[Paper]) -> Iterator[Reading]:
    """Send papers through the pipeline, in order."""
    for paper in papers:
        draft = read_draft(nlp, paper)
        yield Reading(paper, draft.mentions, draft.definitions, draft.claims, draft.measurements)

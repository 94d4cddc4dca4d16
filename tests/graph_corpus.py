"""Small graphs made by hand, and one that holds the most hostile text, for the tests of views and files."""

from kg.graph.ids import co_mention_id, result_id, statement_id
from kg.model import CoMention, Entity, Evidence, KnowledgeGraph, Paper, Result, Statement

#: Text that breaks careless writers: XML, CSV formulas, control characters, surrogates, emoji.
HOSTILE = (
    '<script>alert("1")</script>',
    "]]> & &amp; <![CDATA[",
    "a\x00b\x07c\x1f\x7f\x85",
    "lone \ud800 and \udfff surrogates \ufffe\uffff",
    "emoji 🤖👩‍🔬 and \u202ereversed",
    '=HYPERLINK("http://x","y")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3",
    "line\nbreak\r\nand\ttab, comma; semicolon",
    "quote \" and ' and \\ backslash",
    "x" * 10_000,
)


def statement(subject: str, relation: str, object_: str, *papers: str, sure: float = 0.9) -> Statement:
    """Return a statement with one sentence for each paper."""
    quote = f"A sentence on {object_}."
    evidence = tuple(Evidence(p, "abstract", 0, len(quote), quote, "cue:test", sure) for p in sorted(papers))
    return Statement(statement_id(subject, relation, object_), subject, relation, object_, sure, evidence)


def co_mention(a: str, b: str, papers: int, npmi: float) -> CoMention:
    """Return a co-mention of two entities in any order."""
    a, b = sorted((a, b))
    return CoMention(co_mention_id(a, b), a, b, papers, npmi)


def _sorted(graph: KnowledgeGraph) -> KnowledgeGraph:
    parts = (graph.papers, graph.entities, graph.statements, graph.co_mentions, graph.results)
    return KnowledgeGraph(*(tuple(sorted(part, key=lambda thing: thing.id)) for part in parts))  # type: ignore[arg-type]


def small() -> KnowledgeGraph:
    """Return three papers and six entities with parallel edges, links, co-mentions and a result."""
    one, two, three = "paper/one-00000001", "paper/two-00000002", "paper/three-00000003"
    clip, blip, blip2 = "system/clip", "system/blip", "system/blip-2"
    coco, vqa, accuracy = "resource/coco", "task/vqa", "metric/accuracy"
    evidence = Evidence(two, "abstract", 0, 5, "88.5%", "number", 0.8)
    return _sorted(
        KnowledgeGraph(
            papers=(
                Paper(
                    one,
                    "CLIP: one",
                    "We present CLIP.",
                    ("a:1",),
                    "2021-02-26",
                    ("A. B.", "C. D."),
                    "https://x/1",
                ),
                Paper(two, "BLIP: two " + "very " * 20 + "long", "88.5%", ("a:3",), "2022"),
                Paper(three, "Nothing here", "None.", ("a:5",)),
            ),
            entities=(
                Entity(clip, "Model", "CLIP", ("Contrastive Language-Image Pre-training",)),
                Entity(blip, "Model", "BLIP"),
                Entity(blip2, "Model", "BLIP-2", ("BLIP2",), "typed Method in 1 of 2 papers"),
                Entity(coco, "Dataset", "COCO", ("MS COCO", "MSCOCO")),
                Entity(vqa, "Task", "VQA"),
                Entity(accuracy, "Metric", "accuracy"),
            ),
            statements=(
                statement(one, "introduces", clip, one),
                statement(one, "evaluates", clip, one, sure=0.7),
                statement(one, "evaluates_on", coco, one),
                statement(two, "introduces", blip, two),
                statement(two, "uses", clip, two),
                statement(two, "evaluates_on", coco, two),
                statement(two, "addresses", vqa, two),
                statement(two, "measured_by", accuracy, two),
                statement(two, "mentions", blip2, two, sure=0.0),
                statement(blip, "based_on", clip, one, two),
                statement(blip2, "successor_of", blip, two),
                statement(blip, "compared_with", clip, two),
            ),
            co_mentions=(co_mention(clip, coco, 2, 0.75), co_mention(blip, clip, 2, 0.0)),
            results=(Result(result_id("r"), two, blip, coco, accuracy, "88.5%", "%", False, evidence),),
        )
    )


def hostile() -> KnowledgeGraph:
    """Return a graph whose titles, labels, aliases and quotes are all hostile."""
    papers, entities, statements = [], [], []
    for i, text in enumerate(HOSTILE):
        paper, entity = f"paper/p-{i:08}", f"system/e-{i:02}"
        papers.append(Paper(paper, text, text, (f"{text}:1",), "2024-01-01", (text, "A. B."), text))
        entities.append(Entity(entity, "Model", text, (text, "other"), text))
        evidence = (Evidence(paper, "abstract", 0, len(text), text, f"cue:{text[:9]}", 0.9),)
        statements.append(
            Statement(statement_id(paper, "uses", entity), paper, "uses", entity, 0.9, evidence)
        )
    pairs = (co_mention("system/e-00", "system/e-01", 2, 0.5),)
    return _sorted(KnowledgeGraph(tuple(papers), tuple(entities), tuple(statements), pairs))

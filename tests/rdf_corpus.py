"""A small invented corpus as a graph, so that the right answer to every question is known by hand."""

from kg.graph.ids import co_mention_id, result_id, statement_id
from kg.graph.places import Chart, Place
from kg.model import CoMention, Entity, Evidence, KnowledgeGraph, Occurrence, Paper, Result, Statement

CLIP, CLIP_L, BLIP = "system/clip", "system/clip-large", "system/blip"
SAM, SAM_OPT, LORA = "system/segment-anything-model", "system/sharpness-aware-minimization", "system/lora"
IMAGENET, COCO, CAPSET, MMTEST = "resource/imagenet", "resource/coco", "resource/capset", "resource/mmtest"
CAPTIONING, ZERO_SHOT, ROUTING = "task/image-captioning", "task/zero-shot-classification", "task/routing"
ACCURACY, CIDER = "metric/accuracy", "metric/cider"

ENTITIES = (
    Entity(CLIP, "Model", "CLIP", ("Contrastive Language-Image Pre-training",)),
    Entity(CLIP_L, "Model", "CLIP-Large"),
    Entity(BLIP, "Model", "BLIP"),
    Entity(SAM, "Model", "SAM (Segment Anything Model)", ("SAM", "Segment Anything Model")),
    Entity(SAM_OPT, "Method", "SAM (Sharpness-Aware Minimization)", ("SAM",)),
    Entity(LORA, "Method", "LoRA", ("Low-Rank Adaptation",), "typed Method in 1 of 2 papers"),
    Entity(IMAGENET, "Dataset", "ImageNet", ("ImageNet-1K",)),
    Entity(COCO, "Dataset", "COCO", ("MS COCO", "MSCOCO")),
    Entity(CAPSET, "Dataset", "CapSet"),
    Entity(MMTEST, "Benchmark", "MMTest"),
    Entity(CAPTIONING, "Task", "image captioning"),
    Entity(ZERO_SHOT, "Task", "zero-shot classification"),
    Entity(ROUTING, "Task", "routing"),
    Entity(ACCURACY, "Metric", "accuracy"),
    Entity(CIDER, "Metric", "CIDEr"),
)

#: id: title, date, and the sentences of the abstract.
_TEXTS = {
    "paper/clip-0001": (
        "CLIP: Learning from Captions",
        "2021-02-26",
        (
            "We propose CLIP, a model for zero-shot classification.",
            "CLIP reaches 76.2% accuracy on ImageNet.",
        ),
    ),
    "paper/blip-0002": (
        "BLIP: Captions That Help",
        "2022-01",
        (
            "We introduce BLIP for image captioning and compare it with CLIP.",
            "BLIP reaches a CIDEr of 136.7 on COCO, +2.8% over CLIP.",
        ),
    ),
    "paper/mmtest-0003": (
        "MMTest: A Benchmark",
        "2023",
        ("We present MMTest and evaluate CLIP and BLIP.", "Images come from COCO."),
    ),
    "paper/capset-0004": (
        "CapSet: New Captions",
        "2023-05-01",
        ("We release CapSet, a dataset for image captioning.", "Models are also tested on COCO."),
    ),
    "paper/tune-0005": (
        "Tuning CLIP-Large with LoRA",
        "2024-03-11",
        ("We tune CLIP-Large with LoRA on CapSet.", "It is tested on ImageNet: 80.1% accuracy."),
    ),
    "paper/sam-0006": (
        "Sharp Minima and Sharp Masks",
        "",
        ("SAM segments images; SAM also names an optimizer for routing.",),
    ),
}

#: paper, sentence, subject (empty for the paper), relation, object, confidence.
_SAID = (
    ("paper/clip-0001", 0, "", "introduces", CLIP, 0.95),
    ("paper/clip-0001", 0, "", "addresses", ZERO_SHOT, 0.8),
    ("paper/clip-0001", 1, "", "evaluates_on", IMAGENET, 0.9),
    ("paper/clip-0001", 1, "", "measured_by", ACCURACY, 0.7),
    ("paper/clip-0001", 1, CLIP, "evaluated_on", IMAGENET, 0.85),
    ("paper/blip-0002", 0, "", "introduces", BLIP, 0.95),
    ("paper/blip-0002", 0, "", "addresses", CAPTIONING, 0.8),
    ("paper/blip-0002", 0, "", "compares_with", CLIP, 0.9),
    ("paper/blip-0002", 1, "", "evaluates_on", COCO, 0.9),
    ("paper/blip-0002", 1, "", "measured_by", CIDER, 0.7),
    ("paper/blip-0002", 1, BLIP, "evaluated_on", COCO, 0.85),
    ("paper/mmtest-0003", 0, "", "introduces", MMTEST, 0.95),
    ("paper/mmtest-0003", 0, "", "evaluates", CLIP, 0.8),
    ("paper/mmtest-0003", 0, "", "evaluates", BLIP, 0.8),
    ("paper/mmtest-0003", 1, "", "uses", COCO, 0.6),
    ("paper/capset-0004", 0, "", "introduces", CAPSET, 0.95),
    ("paper/capset-0004", 0, "", "addresses", CAPTIONING, 0.8),
    ("paper/capset-0004", 1, "", "evaluates_on", COCO, 0.9),
    ("paper/tune-0005", 0, "", "uses", CLIP_L, 0.9),
    ("paper/tune-0005", 0, "", "uses", LORA, 0.9),
    ("paper/tune-0005", 0, "", "trains_on", CAPSET, 0.9),
    ("paper/tune-0005", 1, "", "evaluates_on", IMAGENET, 0.9),
    ("paper/tune-0005", 1, "", "measured_by", ACCURACY, 0.7),
    ("paper/tune-0005", 0, CLIP_L, "variant_of", CLIP, 1.0),
    ("paper/tune-0005", 0, CLIP_L, "trained_on", CAPSET, 0.75),
    ("paper/sam-0006", 0, "", "mentions", SAM, 0.5),
    ("paper/sam-0006", 0, "", "mentions", SAM_OPT, 0.4),
    ("paper/sam-0006", 0, "", "addresses", ROUTING, 0.3),
)

#: paper, sentence, system, dataset, metric, value, unit, relative.
_SCORES = (
    ("paper/clip-0001", 1, CLIP, IMAGENET, ACCURACY, "76.2%", "%", False),
    ("paper/blip-0002", 1, BLIP, COCO, CIDER, "136.7", "", False),
    ("paper/blip-0002", 1, BLIP, COCO, "", "+2.8%", "%", True),
    ("paper/tune-0005", 1, "", IMAGENET, ACCURACY, "80.1%", "%", False),
)

#: a, b, papers, NPMI.
_TOGETHER = (
    (BLIP, CLIP, 2, 0.6),
    (BLIP, COCO, 2, 0.5),
    (CLIP, COCO, 2, 0.2),
    (CAPTIONING, COCO, 2, 0.7),
    (ACCURACY, IMAGENET, 2, 0.9),
    (LORA, ROUTING, 1, 0.1),
)

#: paper, entity, and how the abstract spells it.
_NAMED = (
    ("paper/blip-0002", BLIP, "BLIP"),
    ("paper/blip-0002", CLIP, "CLIP"),
    ("paper/mmtest-0003", COCO, "COCO"),
    ("paper/tune-0005", CLIP_L, "CLIP-Large"),
)

#: The communities that a person would see: vision-language at 0, segmentation and routing at 1.
_SECOND = {SAM, SAM_OPT, ROUTING, "paper/sam-0006"}

HOSTILE = (
    '"><script>alert(1)</script> \\" \\u0022 \'\n\r\t\x00\x07\x1b '
    "\u202etxt\u202c\u200f ]]> & &amp; {{x}} ${y} 🤖"
)


def corpus() -> KnowledgeGraph:
    """Return the graph of the six invented papers."""
    papers = tuple(
        Paper(ident, title, " ".join(said), ("invented.jsonl:1",), date, ("Ada Example", "Bo Example"))
        for ident, (title, date, said) in sorted(_TEXTS.items())
    )
    statements = tuple(
        Statement(
            statement_id(subject or paper, relation, obj),
            subject or paper,
            relation,
            obj,
            confidence,
            (_evidence(paper, sentence, "cue:invented", confidence),),
        )
        for paper, sentence, subject, relation, obj, confidence in _SAID
    )
    results = tuple(
        Result(
            result_id(paper, system, dataset, metric, value),
            paper,
            system,
            dataset,
            metric,
            value,
            unit,
            relative,
            _evidence(paper, sentence, "result:invented", 0.7),
        )
        for paper, sentence, system, dataset, metric, value, unit, relative in _SCORES
    )
    pairs = tuple(
        CoMention(co_mention_id(*sorted((a, b))), *sorted((a, b)), n, npmi) for a, b, n, npmi in _TOGETHER
    )
    return KnowledgeGraph(
        papers,
        tuple(sorted(ENTITIES, key=lambda e: e.id)),
        tuple(sorted(statements, key=lambda s: s.id)),
        tuple(sorted(pairs, key=lambda c: c.id)),
        tuple(sorted(results, key=lambda r: r.id)),
        tuple(sorted(_occurrence(*named) for named in _NAMED)),
    )


def chart() -> Chart:
    """Return a chart of :func:`corpus` with two communities and made-up ranks."""
    graph = corpus()
    idents = sorted(x.id for x in (*graph.papers, *graph.entities))
    return Chart(
        {
            ident: Place(
                x=float(n),
                y=0.0,
                size=10.0,
                rank=0.01 * (n + 1),
                degree=1,
                community=int(ident in _SECOND),
                papers=1,
            )
            for n, ident in enumerate(idents)
        }
    )


def hostile() -> KnowledgeGraph:
    """Return a graph whose every text is an attack, or longer than anybody expects."""
    title = HOSTILE + "x" * 10_000
    paper = Paper("paper/hostile-0666", title, HOSTILE, (f"{HOSTILE}:1",), HOSTILE, (HOSTILE,), HOSTILE)
    entity = Entity('system/"><script>\u202e ü', "Mod el<script>", HOSTILE, (HOSTILE + "2",), HOSTILE)
    evidence = Evidence(paper.id, "title", 0, len(HOSTILE), HOSTILE, HOSTILE, 0.5)
    statement = Statement("statement/0666", paper.id, "mentions", entity.id, 0.5, (evidence,))
    result = Result("result/0666", paper.id, entity.id, "", "", HOSTILE, HOSTILE, False, evidence)
    place = Occurrence(paper.id, "title", 0, len(HOSTILE), entity.id, HOSTILE)
    return KnowledgeGraph((paper,), (entity,), (statement,), (), (result,), (place,))


def _occurrence(paper: str, entity: str, spelled: str) -> Occurrence:
    start = " ".join(_TEXTS[paper][2]).index(spelled)
    return Occurrence(paper, "abstract", start, start + len(spelled), entity, "lexicon")


def _evidence(paper: str, sentence: int, rule: str, confidence: float) -> Evidence:
    said = _TEXTS[paper][2]
    start = sum(len(s) + 1 for s in said[:sentence])
    quote = said[sentence]
    return Evidence(paper, "abstract", start, start + len(quote), quote, rule, confidence)

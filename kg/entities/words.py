"""Words that carry no identity, as data: generic heads, plural exceptions, makers, spelling variants.

The name functions in :mod:`kg.entities.names` hold no literal words of their own; what the field says
stands here.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Head nouns that may follow a name without being part of it, by coarse kind: ``ImageNet dataset``.
HEADS: dict[str, frozenset[str]] = {
    "resource": _set(
        "dataset datasets data corpus corpora benchmark benchmarks database databases leaderboard suite"
    ),
    "task": _set("task tasks problem problems"),
    "metric": _set("score scores metric metrics measure measures value values"),
    "system": _set(
        "model models network networks architecture architectures framework frameworks method methods "
        "algorithm algorithms approach approaches technique techniques module modules family families "
        "series system systems checkpoint checkpoints baseline baselines backbone backbones"
    ),
}

#: Heads that go only when what is left looks like a name; the phrase ``diffusion model`` keeps its head.
CAREFUL_KINDS = frozenset({"system"})

#: Kinds whose names are terms, written in several forms of their verbs.
TERM_KINDS = frozenset({"system", "task"})

#: Words behind the name of a known technique or resource that say what it is, where nothing is known of the
#: whole; behind a model they would make another thing of it: the CLIP objective.
APPOSITIONS: dict[str, frozenset[str]] = {
    "Method": _set(
        "optimizer optimizers optimiser prompting objective solver sampler library toolkit attack loss "
        "training fine-tuning finetuning pipeline regularization regularizer decoding agent agents strategy "
        "scheme paradigm procedure mechanism trick reasoning adapter adapters"
    ),
    "Metric": _set("accuracy rate"),
    "Dataset": _set("collection competition challenge archive"),
    "Benchmark": _set("collection competition challenge archive"),
}

#: More of them, which only names are followed by: the PGD attack, the InfoNCE loss.
NAME_APPOSITIONS = _set(
    "attack loss training fine-tuning finetuning agent agents reasoning adapter adapters mechanism pipeline "
    "accuracy rate"
)

#: Short forms that mean another thing where their type says so: SAM the model, SAM the optimizer. In texts
#: they are read as the better known of both.
HOMONYMS = (
    ("SAM", "Method", "sharpness-aware minimization"),
    ("GAE", "Method", "generalized advantage estimation"),
    ("AST", "Method", "abstract syntax tree"),
    ("GLM", "Method", "generalized linear model"),
    ("PNN", "Method", "progressive neural networks"),
    ("BAN", "Method", "born-again network"),
    ("DAT", "Method", "domain adversarial training"),
    ("TFN", "Method", "tensor fusion network"),
)

#: Words that join others and come and go: ``image and text matching``, ``Q&A``.
JOINING = frozenset({"and", "&"})

#: Words that look plural and are not.
SINGULAR = _set(
    "bias atlas canvas lens corpus news series species gas chess physics mathematics always "
    "texas kansas paris pandas keras christmas pancreas means"
)

#: Plurals that no ending tells.
IRREGULAR = {
    "analyses": "analysis",
    "biases": "bias",
    "corpora": "corpus",
    "criteria": "criterion",
    "data": "data",
    "hypotheses": "hypothesis",
    "indices": "index",
    "lenses": "lens",
    "matrices": "matrix",
    "phenomena": "phenomenon",
    "syntheses": "synthesis",
    "theses": "thesis",
    "vertices": "vertex",
}

#: Makers whose name before a product is no part of the product's name: ``OpenAI's CLIP``, ``Google Gemini``.
MAKERS = _set(
    "openai google meta microsoft anthropic deepmind alibaba nvidia baidu apple amazon facebook huggingface "
    "salesforce tencent bytedance mistralai xai"
)

#: Determiners that are never part of a name.
DETERMINERS = _set("the a an our this these its")

#: British endings and their American ones, the usual spelling of the field.
SPELLINGS = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("modelling", "modeling"),
    ("labelling", "labeling"),
    ("labelled", "labeled"),
    ("travelling", "traveling"),
    ("signalling", "signaling"),
    ("behaviour", "behavior"),
    ("colour", "color"),
    ("centre", "center"),
    ("catalogue", "catalog"),
    ("pertaining", "pretraining"),  # a slip that no reader notices
)

#: Sizes behind a name whose letter needs its word.
APART = {("vit", "S"): "small", ("vit", "G"): "bigG"}

#: Two words in a row that say the same as two others in names of tasks and techniques.
SAME_WORDS = {("visual", "language"): ("vision", "language")}

#: Words that contain a British ending by accident.
SPELLED_RIGHT = _set("raising rising praising arising advertising comprising surprising promising")

#: Greek letters by name, as titles and texts alternate between both.
GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}

#: Verbs whose forms name the same technique or task: ``instruction-tuned`` is instruction tuning.
_VERBS = _set(
    "adapt caption classify cluster distill finetune forecast ground match paraphrase parse pretrain probe "
    "prune quantize rank rerank summarize tag train translate tune"
)


def _forms(verb: str) -> dict[str, str]:
    stem = verb.removesuffix("e")
    ends = f"{verb}g" if verb == "tag" else stem
    past = f"{stem[:-1]}ied" if stem.endswith("y") else f"{ends}ed"
    return dict.fromkeys((verb, f"{verb}s", past), f"{ends}ing")


#: Forms of those verbs as the last word of a term, with the noun that keys use.
VERB_NOUNS: dict[str, str] = {form: noun for verb in sorted(_VERBS) for form, noun in _forms(verb).items()}

"""Which type a noun gives to the name beside it: data, as the annotation guidelines state it.

``model``, ``network``, ``agent`` ... make a Model; ``framework``, ``method``, ``loss`` ... a Method;
``dataset``, ``corpus`` ... a Dataset; ``benchmark``, ``challenge`` ... a Benchmark; and so on.
"""

import re

_NOUNS = {
    "Model": (
        "model|language model|network|architecture|encoder|decoder|assistant|agent|system|"
        "transformer|chatbot|backbone|classifier|detector|generator|retriever|mllm|llm|"
        "vlm|lvlm|lmm|vla|captioner|foundation model|ranker|reranker|segmenter|tagger|"
        "parser|copilot|generalist|checkpoint|suite of models|autoencoder|platform|robot"
    ),
    "Method": (
        "method|approach|framework|strategy|algorithm|technique|paradigm|objective|loss|"
        "module|pipeline|toolkit|infrastructure|scheme|mechanism|procedure|library|"
        "solution|recipe|policy|regularization|regularizer|adapter|attention|optimizer|"
        "loss function|learning method|training|learning|layer|tool|package|plugin|plug-in|"
        "estimator|tokenizer|optimization|codebase|simulator|environment|prompting|"
        "distillation|fusion|augmentation|sampling|decoding|interface|workflow|tuning|"
        "engine|protocol|attack|defense|search|block|unit|component|methodology"
    ),
    "Dataset": (
        "dataset|datasets|data set|corpus|corpora|collection|database|data|treebank|"
        "knowledge graph|knowledge base|ontology|lexicon|test set|training set|resource"
    ),
    "Benchmark": (
        "benchmark|challenge|leaderboard|test suite|testbed|test bed|evaluation suite|"
        "shared task|arena|competition|evaluation benchmark|suite of benchmarks|exam"
    ),
    "Metric": ("metric|score|measure|metrics|scores|evaluation metric|index"),
    "Task": ("task|problem|subtask"),
}
#: Nouns that stand beside a name and say what it is, by type.
NOUNS: dict[str, tuple[str, ...]] = {type_: tuple(nouns.split("|")) for type_, nouns in _NOUNS.items()}

#: The type of each noun.
TYPE_OF: dict[str, str] = {noun: type_ for type_, nouns in NOUNS.items() for noun in nouns}

_PLURALS = {f"{noun}s": type_ for noun, type_ in TYPE_OF.items() if not noun.endswith("s")}
_EVERY = TYPE_OF | _PLURALS | {"strategies": "Method", "policies": "Method", "libraries": "Method"}
_ALTERNATIVES = "|".join(sorted(map(re.escape, _EVERY), key=lambda n: (-len(n), n)))

#: One noun, as a word.
NOUN = re.compile(rf"(?<![\w-])(?:{_ALTERNATIVES})(?![\w-])", re.IGNORECASE)
#: A noun right after a name: ``ImageNet dataset``, ``LLaVA vision-language model``.
NOUN_AFTER = re.compile(rf"[\"'”’)]* (?:[a-z][\w-]* ){{0,2}}?({_ALTERNATIVES})(?![\w-])")

#: The last word of a name of several words, or of a long form, and the type of the whole.
LAST_WORDS: dict[str, str] = {
    **dict.fromkeys(
        [
            "network",
            "networks",
            "model",
            "models",
            "transformer",
            "transformers",
            "autoencoder",
            "autoencoders",
            "machine",
            "machines",
            "encoder",
            "decoder",
            "forest",
            "forests",
            "classifier",
            "assistant",
            "agent",
            "system",
            "net",
            "gan",
            "bert",
            "gpt",
            "llama",
        ],
        "Model",
    ),
    **dict.fromkeys(
        [
            "learning",
            "optimization",
            "attention",
            "framework",
            "algorithm",
            "algorithms",
            "loss",
            "distillation",
            "tuning",
            "prompting",
            "augmentation",
            "fusion",
            "adaptation",
            "adapter",
            "sampling",
            "decoding",
            "search",
            "training",
            "pretraining",
            "pre-training",
            "alignment",
            "regularization",
            "regression",
            "descent",
            "fine-tuning",
            "finetuning",
            "generation-augmented",
            "rag",
            "networks-based",
            "reasoning-chain",
            "experts",
            "thought",
            "thoughts",
            "gradient",
            "propagation",
            "normalization",
            "pooling",
            "dropout",
            "masking",
            "quantization",
            "pruning",
            "matching",
            "mechanism",
            "module",
            "strategy",
            "method",
            "approach",
            "technique",
            "scheme",
            "pipeline",
            "toolkit",
            "clustering",
            "mixup",
            "contrast",
            "rewriting",
            "expansion",
            "merging",
            "editing",
            "unlearning",
            "module",
            "modules",
            "policy",
            "kernel",
            "kernels",
            "filtering",
            "reweighting",
            "iteration",
            "diffusion",
            "boosting",
        ],
        "Method",
    ),
    **dict.fromkeys(
        ["dataset", "datasets", "corpus", "corpora", "database", "treebank", "wordnet"], "Dataset"
    ),
    **dict.fromkeys(
        ["benchmark", "benchmarks", "challenge", "leaderboard", "arena", "bench", "exam", "test"], "Benchmark"
    ),
    **dict.fromkeys(
        [
            "recognition",
            "answering",
            "classification",
            "detection",
            "segmentation",
            "retrieval",
            "captioning",
            "translation",
            "summarization",
            "generation",
            "parsing",
            "extraction",
            "understanding",
            "inference",
            "prediction",
            "estimation",
            "completion",
            "grounding",
            "tracking",
            "localization",
            "identification",
            "disambiguation",
            "linking",
            "tagging",
            "labeling",
            "resolution",
            "recommendation",
            "navigation",
            "reconstruction",
            "synthesis",
            "verification",
            "entailment",
            "analysis",
            "forecasting",
            "reranking",
            "super-resolution",
            "comprehension",
            "correction",
            "simplification",
            "editing",
            "matching",
        ],
        "Task",
    ),
    **dict.fromkeys(
        [
            "score",
            "scores",
            "accuracy",
            "precision",
            "recall",
            "rate",
            "error",
            "distance",
            "similarity",
            "perplexity",
            "gain",
            "index",
            "ratio",
        ],
        "Metric",
    ),
}


def noun_type(text: str) -> str:
    """Return the type that the last telling noun of a noun phrase gives, or an empty text."""
    found = ""
    for match in NOUN.finditer(text):
        found = _EVERY[match[0].lower()]
    return found


def first_noun_type(text: str) -> str:
    """Return the type that the first telling noun gives: of ``framework for learning models``, Method."""
    match = NOUN.search(text)
    return _EVERY[match[0].lower()] if match else ""


def word_type(word: str) -> str:
    """Return the type of one noun, singular or plural, in any case; empty when it says nothing."""
    return _EVERY.get(word.lower(), "")


def name_type(name: str) -> str:
    """Return the type that the last word of a name of several words gives, or an empty text."""
    words = name.replace("-", " ").split()
    return LAST_WORDS.get(words[-1].lower(), "") if len(words) > 1 else ""

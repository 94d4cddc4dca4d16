"""Words that mark a version, a size or a variant of a family, as data for :mod:`kg.entities.parsing`."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Sizes by word; single letters stand for the words where a family comes before them.
SIZE_WORDS = _set(
    "nano pico micro mini tiny small base medium large huge giant gigantic enormous xs xl xxl xxxl lite "
    "light big compact full so400m"
)

#: Letters that sizes are abbreviated to, with their words: ``ViT-B`` is ViT-Base.
SIZE_LETTERS = {"b": "base", "g": "giant", "h": "huge", "l": "large", "s": "small", "t": "tiny"}

#: Words behind a family that name a variant of it and not another thing.
VARIANT_WORDS = _set(
    "instruct chat it sft dpo rlhf rl turbo pro plus flash opus sonnet haiku preview latest exp "
    "experimental thinking think reasoning reasoner deep vision visual vl vlm image video audio speech "
    "omni text math maths coder code python multimodal mm multilingual next onevision ov hd hq hr max "
    "ultra advanced premium edge distill distilled quantized int4 int8 fp8 awq gguf gptq zero r v o e dev "
    "schnell refiner inpainting hard easy lite challenge redux verified extended mini cleaned clean "
    "filtered subset val test train testdev minival dev1 cn en zh de fr ja ko ar es hi us uk eu jp kr ru "
    "pt med medical bio clinical legal finance embed embedding reward rm prm moe dense sparse unified "
    "fast fused instant v1 v2 v3 neo neox adv ext captions caption stuff sketch adversarial rendition "
    "corrupted rr testa testb testc std trainval"
)

#: Sizes and variants that may be glued behind a family in capitals: StarCoderBase.
GLUED_WORDS = _set("Base Large Small Tiny Mini Instruct")

#: Words that say in which format a checkpoint is kept, and not what it is: Llama-2-7b-chat-hf.
FORMAT_WORDS = _set("hf")

#: Words behind a family that make another kind of thing of it: ``CLIP-Adapter`` is no CLIP.
DERIVED_WORDS = _set(
    "adapter adapters attack score bench benchmark eval evaluation loss prompt prompts prompting prompter "
    "tuning tuner search guidance guided distillation retriever reranker ranker encoder decoder tokenizer "
    "detector dataset corpus judge agent agents factory hub studio index former mixer transformer net "
    "network learning trained pruning merging editing optimizer optimization sampling decoding augmentation "
    "generator segmentation detection classification captioning retrieval generation recognition qa "
    "ranking based inversion interrogator assisted aided like style plan resampler projector connector "
    "abstractor head block layer pooling estimator controller planner simulator "
    "quantization compression filtering"
)

#: Words that join a name with its variant: GPT-4 with Vision.
LINKING_WORDS = _set("with w")

#: Architectures that stand between a family and its size and say nothing more: CLIP ViT-L/14.
ARCHITECTURES = _set("vit")

#: Words before a task that name a setting of it.
SETTINGS = _set(
    "zero-shot few-shot one-shot low-shot zeroshot fewshot open-vocabulary open-set open-world "
    "open-domain closed-set weakly-supervised semi-supervised unsupervised self-supervised "
    "fully-supervised multilingual cross-lingual low-resource large-scale long-tailed real-time "
    "real-world training-free online offline generalized universal interactive streaming end-to-end "
    "long-form fine-grained"
)

#: Words before a technique that name a setting of it.
PROMPTINGS = _set("zero-shot few-shot one-shot")

#: Words before a metric that name a way to average or to count it.
AVERAGES = _set(
    "mean average averaged avg macro micro weighted balanced overall top-1 top-5 top-k top-3 top-10 "
    "macro-averaged micro-averaged macro-average micro-average normalized relative absolute exact "
    "per-class per-pixel mean-class class-wise zero-shot linear-probe test validation top1 top5 m "
    "weighted-average pixel binary box bbox mask boundary"
)

#: Words before a resource that name a smaller or another edition of it.
EDITIONS = _set("tiny mini small full big multilingual mtiny cleaned filtered")

#: Parts before a system's name that make a variant of it, glued (``mT5``) or not (``Flan-T5``).
LINEAGES = _set("multilingual flan")

#: Families that are one family under several names, by the comparison key of each: ETTh1 and ETTm1 are ETT.
KIN = {
    "bloomz": "bloom",
    "etth": "ett",
    "ettm": "ett",
    "olmoe": "olmo",
    "pix2pixhd": "pix2pix",
    "rekacore": "reka",
    "s4d": "s4",
    "rekaedge": "reka",
    "rekaflash": "reka",
    "shapenetcore": "shapenet",
    "shapenetpart": "shapenet",
    "shapenetsem": "shapenet",
    "wn18rr": "wn18",
}

#: Names whose parts are no marks, in lower case: ShareGPT4V is no version of ShareGPT.
WHOLE = ("arc-agi", "mt0", "sharegpt4v", "sharegpt4video", "show-1", "show-o")

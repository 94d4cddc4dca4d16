"""How far the evidence of a statement is to be believed, in the manner of INDRA's belief engine.

An extraction errs in two ways (Gyori et al., "From word models to executable models of signaling networks
using automated assembly", Molecular Systems Biology 13:954, 2017): at random, and then it does not err
again in the next paper; or because its rule is wrong, and then it errs in every paper alike. With floor
``s`` of a rule and confidence ``c`` of one piece of its evidence, the random error is the ``r`` for which
``s + (1 - s) * r = 1 - c``; the rule as a whole errs with ``s + (1 - s) * r1 * r2 * ...`` over independent
papers, and the statement is wrong if all of its rules are. One piece of evidence thus keeps its own
confidence, and a rule never gets surer than ``1 - s`` by repetition. Sentences of one paper are not
independent: the surest of each rule counts.
"""

from collections.abc import Sequence
from functools import lru_cache

from kg.model import Evidence

#: The systematic error of rules, by the part of their name before the colon.
FLOORS: dict[str, float] = {
    "lexicon": 0.02,
    "acronym": 0.02,
    "coined": 0.03,
    "cue": 0.05,
    "name": 0.02,
}

#: The systematic error of every other rule.
OTHER_FLOOR = 0.05


def floor(rule: str) -> float:
    """Return the systematic error of a rule."""
    return FLOORS.get(rule.partition(":")[0], OTHER_FLOOR)


def belief(evidence: Sequence[Evidence]) -> float:
    """Return the probability, 0 to 1, that the statement with this evidence is true; 0 without any."""
    if len(evidence) == 1:  # as most have
        return _alone(evidence[0].rule, evidence[0].confidence)
    surest: dict[tuple[str, str], float] = {}
    for e in evidence:
        key = (e.rule, e.paper_id)
        surest[key] = max(surest.get(key, 0.0), e.confidence)
    random: dict[str, float] = {}
    for (rule, _), confidence in sorted(surest.items()):
        random[rule] = random.get(rule, 1.0) * _random_error(rule, confidence)
    wrong = 1.0
    for rule, error in sorted(random.items()):
        wrong *= _error(rule, error)
    # Six digits, so that the last bit of a machine's arithmetic never reaches a file.
    return round(1 - wrong, 6) if surest else 0.0


@lru_cache(maxsize=1 << 14)
def _alone(rule: str, confidence: float) -> float:
    """Return the belief in what one piece of evidence says."""
    return round(1 - _error(rule, _random_error(rule, confidence)), 6)


def _random_error(rule: str, confidence: float) -> float:
    s = floor(rule)
    return min(1.0, max(0.0, (1 - confidence - s) / (1 - s)))


def _error(rule: str, random: float) -> float:
    return floor(rule) + (1 - floor(rule)) * random

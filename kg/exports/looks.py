"""How things look, the same in every viewer: colours and shapes by type, edge colours by relation.

The colours are those of Okabe and Ito ("Color Universal Design", 2008), which people with any of the
usual forms of colour blindness tell apart; entity types get the distinct ones, papers a quiet grey.
"""

from kg.ontology import PAPER

#: Node colour by type name, ``#RRGGBB``.
COLOURS: dict[str, str] = {
    PAPER: "#B8B8B8",
    "Model": "#0072B2",
    "Method": "#56B4E9",
    "Dataset": "#009E73",
    "Benchmark": "#E69F00",
    "Task": "#CC79A7",
    "Metric": "#D55E00",
}

#: The colour of a type outside the vocabulary.
OTHER_COLOUR = "#4D4D4D"

#: Node shape by type name, in the words of vis-network (``triangleDown`` points down).
SHAPES: dict[str, str] = {
    PAPER: "square",
    "Model": "dot",
    "Method": "dot",
    "Dataset": "diamond",
    "Benchmark": "triangle",
    "Task": "star",
    "Metric": "triangleDown",
}

#: The shape of a type outside the vocabulary.
OTHER_SHAPE = "dot"

#: The name of the edge kind for co-mentions, beside the relations of statements.
CO_MENTION = "co_mentioned"

#: Edge colour by relation, ``#RRGGBB``; related relations share a hue.
EDGE_COLOURS: dict[str, str] = {
    "introduces": "#D55E00",
    "trains_on": "#009E73",
    "evaluates_on": "#E69F00",
    "evaluates": "#B07D00",
    "compares_with": "#CC79A7",
    "addresses": "#8E5A7A",
    "measured_by": "#F0A884",
    "uses": "#56B4E9",
    "mentions": "#C8C8C8",
    "trained_on": "#009E73",
    "evaluated_on": "#E69F00",
    "based_on": "#0072B2",
    "compared_with": "#CC79A7",
    "applied_to": "#8E5A7A",
    "variant_of": "#4D4D4D",
    "successor_of": "#808080",
    CO_MENTION: "#A9C4D9",
}

#: The colour of a relation outside the vocabulary.
OTHER_EDGE_COLOUR = "#999999"


def colour(type_name: str) -> str:
    """Return the node colour of a type, ``#RRGGBB``."""
    return COLOURS.get(type_name, OTHER_COLOUR)


def shape(type_name: str) -> str:
    """Return the node shape of a type, in the words of vis-network."""
    return SHAPES.get(type_name, OTHER_SHAPE)


def edge_colour(relation: str) -> str:
    """Return the edge colour of a relation or of :data:`CO_MENTION`, ``#RRGGBB``."""
    return EDGE_COLOURS.get(relation, OTHER_EDGE_COLOUR)

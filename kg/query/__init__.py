"""SPARQL over a graph: shipped questions, queries of one's own, and checks of a graph by shapes.

``open_store`` opens what holds triples, ``find_question`` or ``parse_question`` gives a question, ``ask``
answers it.
"""

from kg.query.engine import Answer, ask
from kg.query.library import Parameter, Question, find_question, parse_question, questions, read_question
from kg.query.stores import open_store

__all__ = [
    "Answer",
    "Parameter",
    "Question",
    "ask",
    "find_question",
    "open_store",
    "parse_question",
    "questions",
    "read_question",
]

"""Remember what a function gave for an argument: most words of a paper stood in the papers before.

A memo cannot change a result, whatever is in it: the functions it is given depend on their argument alone and
give values that nobody changes. It is a dictionary, so that a hit costs one lookup and ``map`` can ask for
many at once; when it is full it forgets everything, which costs less than knowing what was used last.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

_Argument = TypeVar("_Argument", bound=Hashable)
_Result = TypeVar("_Result")

#: So many results are kept; those of words take some 20 MB.
_MOST = 1 << 16


class Memo(dict[_Argument, _Result]):
    """The results of ``work`` by argument; ``memo[argument]`` works it out if it is not there."""

    def __init__(self, work: Callable[[_Argument], _Result], *, most: int = _MOST) -> None:
        """Begin with nothing; texts without end must not fill the memory, so ``most`` results are kept."""
        super().__init__()
        self._work = work
        self._most = most

    def __missing__(self, argument: _Argument) -> _Result:
        """Work out a result and keep it."""
        found = self._work(argument)
        if len(self) >= self._most:
            self.clear()
        self[argument] = found
        return found

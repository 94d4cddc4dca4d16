"""What a person decided about identity, as values."""

from dataclasses import dataclass

from kg.lexicon import Entry


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of a corrections file.

    Attributes:
        action: ``same``, ``different``, ``rename``, ``retype``, ``drop`` or ``add``.
        names: the names that it speaks of.
        to: the new name or the new type.
        type: speak only of things of this type; empty for any. For ``add``, its type.
        aliases: for ``add``, its other names.
        reason, author: why and by whom; may be empty.
        where: ``file:line``.
        line: the line alone.
    """

    action: str
    names: tuple[str, ...]
    to: str = ""
    type: str = ""
    aliases: tuple[str, ...] = ()
    reason: str = ""
    author: str = ""
    where: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Corrections:
    """All decisions of a corrections file, in its order; they agree with each other."""

    decisions: tuple[Decision, ...] = ()

    @property
    def additions(self) -> tuple[Entry, ...]:
        """The things of ``add`` entries as lexicon entries, so that extraction finds them."""
        return tuple(
            Entry(d.names[0], d.type, d.aliases, d.where) for d in self.decisions if d.action == "add"
        )

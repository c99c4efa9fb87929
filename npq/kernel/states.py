"""Transition tables: which verb moves a state where. Code, database trigger and documents read the same table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from npq.kernel.refusals import Refusal

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class TransitionTable(Generic[S]):
    """The life of one thing: its first state, and for each state the verbs that leave it.

    `moves[state][verb]` is the state after the verb. A verb is the name of the operation that does it.
    """

    name: str
    initial: S
    moves: Mapping[S, Mapping[str, S]]

    def after(self, state: S, verb: str, *, refusal: StrEnum) -> S:
        """The state after `verb`; raises Refusal(refusal) where the table has no such move."""
        try:
            return self.moves[state][verb]
        except KeyError:
            raise Refusal(refusal, state=state.value, verb=verb) from None

    def rows(self) -> Iterator[tuple[S, str, S]]:
        """Every (state, verb, next state), in the order written."""
        for state, verbs in self.moves.items():
            for verb, following in verbs.items():
                yield state, verb, following

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every allowed (from, to) once, for the database's own guard."""
        return sorted({(state.value, following.value) for state, _, following in self.rows()})

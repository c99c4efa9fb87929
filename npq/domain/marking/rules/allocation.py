"""Who marks which script: nobody with a conflict, everybody by what they have room for, and none left over that could
have been placed.

Scripts that few may mark come first. Each goes to who is least full of those who may, and has fewest of the same group
(such as a provider’s), so that every group is spread over markers. Where all who may are full, others are moved to
make room.
"""

import random
from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from npq.domain.marking.kinds import Conflict


@dataclass(frozen=True)
class ToPlace:
    """A script, the group it is of, and who may not mark it, with the reason that weighs most."""

    script: UUID
    group: UUID
    conflicts: Mapping[UUID, Conflict] = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """Who marks a script, and why it is them: of how many markers how many might, who was kept from it by what, and how
    many scripts of how many they had room for they had before. `moved`: room was made for another script."""

    marker: UUID
    markers: int
    might: int
    kept_from: Mapping[Conflict, int]
    had: int
    room: int
    moved: bool = False


def placed(
    scripts: Sequence[ToPlace],
    room: Mapping[UUID, int],
    chance: random.Random,
    *,
    had: Mapping[UUID, int] | None = None,
) -> dict[UUID, Placed]:
    """A marker for every script for whom there is one. `room`: how many scripts each has room for in all, of which they
    have `had` some already. A script that is left out could not have been placed without leaving out another."""
    return _Placing(scripts, room, chance, had or {}).done()


class _Placing:
    def __init__(
        self,
        scripts: Sequence[ToPlace],
        room: Mapping[UUID, int],
        chance: random.Random,
        had: Mapping[UUID, int],
    ) -> None:
        self._room, self._chance = room, chance
        self._load = Counter(dict(had))
        self._groups: defaultdict[UUID, Counter[UUID]] = defaultdict(Counter)
        self._of: defaultdict[UUID, set[UUID]] = defaultdict(set)
        self._asked = {one.script: one for one in scripts}
        self._might = {
            one.script: [marker for marker in room if marker not in one.conflicts] for one in scripts
        }
        self._found: dict[UUID, Placed] = {}

    def done(self) -> dict[UUID, Placed]:
        # By chance among equals: not by when somebody handed in.
        order = list(self._asked)
        self._chance.shuffle(order)
        for script in sorted(order, key=lambda script: len(self._might[script])):
            marker = self._least_full(script)
            if marker is not None:
                self._give(script, marker)
            else:
                self._make_room(script)
        return self._found

    def _least_full(self, script: UUID) -> UUID | None:
        group = self._asked[script].group
        free = [marker for marker in self._might[script] if self._load[marker] < self._room[marker]]
        if not free:
            return None
        return min(
            free,
            key=lambda marker: (
                self._load[marker] / self._room[marker],
                self._groups[marker][group],
                self._chance.random(),
            ),
        )

    def _give(self, script: UUID, marker: UUID, *, moved: bool = False) -> None:
        asked = self._asked[script]
        before = self._found.get(script)
        if before is not None:
            self._of[before.marker].discard(script)
            self._load[before.marker] -= 1
            self._groups[before.marker][asked.group] -= 1
        self._found[script] = Placed(
            marker,
            markers=len(self._room),
            might=len(self._might[script]),
            kept_from=Counter(reason for one, reason in asked.conflicts.items() if one in self._room),
            had=self._load[marker],
            room=self._room[marker],
            moved=moved,
        )
        self._of[marker].add(script)
        self._load[marker] += 1
        self._groups[marker][asked.group] += 1

    def _make_room(self, script: UUID) -> None:
        """Moves as few scripts as that takes, each to another who may mark it, up to one who has room."""
        came_by: dict[UUID, tuple[UUID, UUID | None]] = {}
        looked_at: deque[UUID] = deque()
        for marker in self._might[script]:
            came_by[marker] = (script, None)
            looked_at.append(marker)
        while looked_at:
            full = looked_at.popleft()
            for held in sorted(self._of[full]):
                for other in self._might[held]:
                    if other in came_by:
                        continue
                    came_by[other] = (held, full)
                    if self._load[other] < self._room[other]:
                        self._move_along(came_by, other)
                        return
                    looked_at.append(other)

    def _move_along(self, came_by: Mapping[UUID, tuple[UUID, UUID | None]], last: UUID) -> None:
        marker: UUID | None = last
        while marker is not None:
            script, before = came_by[marker]
            self._give(script, marker, moved=before is not None)
            marker = before

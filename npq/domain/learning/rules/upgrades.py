"""How versions of a course follow one another, and what becomes of somebody's study of one. Facts in, decision out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from npq.domain.learning.kinds import ChangeKind
from npq.domain.learning.rules.progress import PageMinutes, minutes_done


@dataclass(frozen=True)
class Release:
    """A version as it was published: its name, what it follows, and what it changed of that."""

    id: UUID
    name: str
    follows: UUID | None
    change: ChangeKind
    minutes: int


@dataclass(frozen=True)
class Lineage:
    """The versions of one course, each after the one it follows, from the first on."""

    releases: tuple[Release, ...]

    @cached_property
    def _places(self) -> dict[UUID, int]:
        return {release.id: place for place, release in enumerate(self.releases)}

    @property
    def newest(self) -> Release:
        return self.releases[-1]

    def release(self, version: UUID) -> Release:
        return self.releases[self._places[version]]

    def after(self, version: UUID) -> tuple[Release, ...]:
        """Every later version, in order."""
        return self.releases[self._places[version] + 1 :]

    def heaviest(self, old: UUID, new: UUID) -> ChangeKind | None:
        """What going from one version to a later one changes: as much as the heaviest step on the way. None where the
        other is not a later one."""
        way = self.releases[self._places[old] + 1 : self._places[new] + 1]
        return max((release.change for release in way), key=lambda change: change.weight, default=None)

    def reworded(self, version: UUID) -> UUID:
        """The version in its best words: the last one that only wording leads to."""
        for release in self.after(version):
            if release.change is not ChangeKind.WORDING:
                break
            version = release.id
        return version

    def furthest(self, versions: Collection[UUID]) -> UUID | None:
        """The latest of some versions."""
        return max(versions, key=self._places.__getitem__, default=None)

    def choices(self, version: UUID) -> tuple[Release, ...]:
        """The later versions that do not come by themselves, latest first, each in its best words."""
        real = [release for release in self.after(version) if release.change is not ChangeKind.WORDING]
        return tuple(self.release(self.reworded(release.id)) for release in reversed(real))

    def opening(self, taken_up: Collection[UUID]) -> UUID:
        """What somebody who begins now studies: what is taken up for those they study with, else the newest."""
        chosen = self.furthest(taken_up)
        return self.newest.id if chosen is None else self.reworded(chosen)

    def target(self, pinned: UUID, taken_up: Collection[UUID], *, assessing: bool) -> UUID:
        """Where a study belongs by now: at the latest version taken up, in its best words. While an assessment is open
        nothing that bears on it is gone to."""
        open_to = [
            version
            for version in taken_up
            if (change := self.heaviest(pinned, version)) is not None
            and not (assessing and change is ChangeKind.ASSESSMENT)
        ]
        return self.reworded(self.furthest(open_to) or pinned)


@dataclass(frozen=True)
class Moved:
    """A study in another version: minutes of it that are done, units that are finished by that, the last page."""

    minutes_done: int
    finished: tuple[str, ...]
    last_page: str | None


def lineage_from(releases: Iterable[Release]) -> Lineage:
    """Versions in the order in which they follow one another."""
    following = {release.follows: release for release in releases}
    ordered: list[Release] = []
    release = following.get(None)
    while release is not None:
        ordered.append(release)
        release = following.get(release.id)
    return Lineage(tuple(ordered))


def move(
    old: Sequence[str],
    new: Sequence[PageMinutes],
    done: Collection[str],
    units_done: Collection[str],
    last: str | None,
) -> Moved:
    """What becomes of a study in a new version, whose pages come in order. Nothing that was done is lost; a unit of
    which only pages were left that are gone is finished."""
    units: dict[str, list[str]] = {}
    for page in new:
        units.setdefault(page.unit, []).append(page.page)
    finished = tuple(
        unit
        for unit, pages in units.items()
        if unit not in units_done and all(page in done for page in pages)
    )
    return Moved(
        minutes_done=minutes_done(new, done, {*units_done, *finished}),
        finished=finished,
        last_page=_still_there(old, {page.page for page in new}, last),
    )


def _still_there(old: Sequence[str], there: Collection[str], last: str | None) -> str | None:
    """The last page, or the nearest before it that the new version has."""
    if last is None or last in there:
        return last
    before = old[: old.index(last)] if last in old else []
    return next((page for page in reversed(before) if page in there), None)

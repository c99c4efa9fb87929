"""Which versions a lead provider's participants study, and what a later one would change for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.catalogue.models import Qualification
from npq.domain.learning.kinds import ChangeKind
from npq.domain.learning.models import CoursePage, CourseVersion, Study
from npq.domain.learning.queries.lineages import (
    Circumstances,
    Group,
    change_of,
    circumstances,
    groups_in,
)
from npq.domain.learning.rules.upgrades import Release
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer


@dataclass(frozen=True)
class Pinned:
    """Participants of one cohort on the same version. `going_to`: the version they are on the way to. `choices`: later
    versions that can be taken up for them, latest first."""

    cohort: str
    release: Release
    people: int
    midway: int
    going_to: Release | None
    choices: tuple[Release, ...]


@dataclass(frozen=True)
class CourseStanding:
    """One course, and who studies which version of it."""

    name: str
    newest: Release
    pinned: tuple[Pinned, ...]


@dataclass(frozen=True)
class PageTitle:
    """A page by its title, with that of its unit."""

    title: str
    unit: str


@dataclass(frozen=True)
class FromVersion:
    """What changes for those who are on one version now. `midway`: begun, and not done with it."""

    release: Release
    change: ChangeKind
    people: int
    midway: int
    minutes: int
    reworded: int
    added: tuple[PageTitle, ...]
    removed: tuple[PageTitle, ...]
    rewritten: tuple[PageTitle, ...]
    marked: tuple[PageTitle, ...]


@dataclass(frozen=True)
class CohortChoice:
    """A cohort for which the version can be taken up. `closes_at`: not before that assessment is over. `taken_up`: it
    is taken up already, and these are still on their way."""

    id: UUID
    name: str
    people: int
    midway: int
    closes_at: datetime | None
    taken_up: bool


@dataclass(frozen=True)
class VersionPreview:
    """A version as its taking up would be."""

    release: Release
    name: str
    published_at: datetime
    changes: tuple[FromVersion, ...]
    cohorts: tuple[CohortChoice, ...]


def course_standings(viewer: Viewer, at: datetime) -> list[CourseStanding]:
    """What the viewer's participants study, course by course. Five queries."""
    groups = _groups_with(viewer)
    known = circumstances({group.qualification for group in groups}, at)
    names = Qualification.objects.filter(pk__in=known.lineages).order_by("position")
    return [
        CourseStanding(
            name=name,
            newest=known.lineages[course].newest,
            pinned=tuple(_pinned(group, known) for group in groups if group.qualification == course),
        )
        for course, name in names.values_list("identifier", "name")
    ]


def version_preview(viewer: Viewer, version_id: UUID, at: datetime) -> VersionPreview:
    """What a version would change for the viewer's participants who are not that far.

    Raises NotFound for a course that none of them studies. As many queries for one participant as for ten thousand.
    """
    version = (
        CourseVersion.objects.select_related("qualification")
        .defer("statements", "sources", "qualification__words")
        .filter(id=version_id)
        .first()
    )
    groups = _groups_with(viewer, version.qualification_id) if version else []
    if version is None or not groups:
        raise NotFound(version_id)
    known = circumstances([version.qualification_id], at)
    lineage = known.lineages[version.qualification_id]
    changing = {group: lineage.heaviest(group.version, version_id) for group in groups}
    behind = {group: change for group, change in changing.items() if change is not None}
    return VersionPreview(
        release=lineage.release(version_id),
        name=version.qualification.name,
        published_at=version.published_at,
        changes=tuple(
            _from_version(lineage.release(old), version_id, change, [g for g in behind if g.version == old])
            for old, change in {group.version: change for group, change in behind.items()}.items()
        ),
        cohorts=tuple(_choices(behind, known, version_id)),
    )


def _groups_with(viewer: Viewer, qualification: str | None = None) -> list[Group]:
    theirs = Study.objects.filter(
        enrolment__registration__lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER)
    )
    return groups_in(theirs.filter(version__qualification=qualification) if qualification else theirs)


def _pinned(group: Group, known: Circumstances) -> Pinned:
    lineage = known.lineages[group.qualification]
    target = known.target(group)
    # What is taken up and waits for the end of an assessment is no choice any more either.
    furthest = lineage.furthest({target, *known.taken_up_for(group)}) or target
    return Pinned(
        cohort=group.cohort_name,
        release=lineage.release(group.version),
        people=group.people,
        midway=group.midway,
        going_to=lineage.release(target) if target != group.version else None,
        choices=lineage.choices(furthest),
    )


def _from_version(old: Release, new: UUID, change: ChangeKind, groups: list[Group]) -> FromVersion:
    found = change_of(old.id, new)
    later = _titles(new, {*found.added, *found.rewritten, *found.marked_differently})
    earlier = _titles(old.id, found.removed)
    return FromVersion(
        release=old,
        change=change,
        people=sum(group.people for group in groups),
        midway=sum(group.midway for group in groups),
        minutes=found.minutes,
        reworded=len(found.reworded),
        added=tuple(later[page] for page in found.added),
        removed=tuple(earlier[page] for page in found.removed),
        rewritten=tuple(later[page] for page in found.rewritten),
        marked=tuple(later[page] for page in found.marked_differently),
    )


def _titles(version: UUID, pages: Iterable[str]) -> dict[str, PageTitle]:
    rows = CoursePage.objects.filter(version=version, identifier__in=list(pages))
    return {
        page: PageTitle(title, unit)
        for page, title, unit in rows.values_list("identifier", "title", "unit__title")
    }


def _choices(behind: dict[Group, ChangeKind], known: Circumstances, version: UUID) -> Iterable[CohortChoice]:
    """The cohorts of those who are not that far, where more than wording would come."""
    cohorts: dict[UUID, list[Group]] = {}
    for group in behind:
        cohorts.setdefault(group.cohort, []).append(group)
    for cohort, groups in cohorts.items():
        changes = {behind[group] for group in groups}
        if changes <= {ChangeKind.WORDING}:
            continue
        closes_at = known.closes_at(groups[0].qualification, cohort)
        yield CohortChoice(
            id=cohort,
            name=groups[0].cohort_name,
            people=sum(group.people for group in groups),
            midway=sum(group.midway for group in groups),
            closes_at=closes_at if ChangeKind.ASSESSMENT in changes else None,
            taken_up=all(version in known.taken_up_for(group) for group in groups),
        )

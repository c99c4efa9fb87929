"""How the versions of courses follow one another, which of them are taken up, and when that has to wait."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from npq.domain.learning.kinds import ChangeKind
from npq.domain.learning.models import AssessmentPeriod, CourseTakeUp, CourseVersion, Study
from npq.domain.learning.packs.facts import facts_of
from npq.domain.learning.queries.versions import stored_pack
from npq.domain.learning.rules.upgrades import Lineage, Release, lineage_from
from npq.domain.learning.rules.versions import Change, change_between


@dataclass(frozen=True)
class Group:
    """Those of one provider's cohort who are pinned to the same version. `midway`: begun, and not done with it."""

    lead_provider: UUID
    cohort: UUID
    cohort_name: str
    qualification: str
    version: UUID
    people: int
    midway: int


@dataclass(frozen=True)
class Due:
    """A group that belongs at another version by now."""

    group: Group
    version: UUID
    change: ChangeKind


@dataclass(frozen=True)
class Circumstances:
    """What decides where studies belong: the versions there are, those taken up, and the assessments that are open."""

    lineages: dict[str, Lineage]
    taken_up: dict[tuple[UUID, UUID], set[UUID]]
    closing: dict[tuple[str, UUID | None], datetime]

    def taken_up_for(self, group: Group) -> set[UUID]:
        """The versions of their course that the provider took up for the cohort."""
        known = {release.id for release in self.lineages[group.qualification].releases}
        return self.taken_up.get((group.lead_provider, group.cohort), set()) & known

    def closes_at(self, qualification: str, cohort: UUID) -> datetime | None:
        """When the assessment that is open for a cohort closes; None where none is open."""
        found = (self.closing.get((qualification, one)) for one in (cohort, None))
        return max((at for at in found if at is not None), default=None)

    def target(self, group: Group) -> UUID:
        """Where a group belongs by now."""
        return self.lineages[group.qualification].target(
            group.version,
            self.taken_up_for(group),
            assessing=self.closes_at(group.qualification, group.cohort) is not None,
        )


def circumstances(qualifications: Collection[str], at: datetime) -> Circumstances:
    """What holds at an instant for some courses. Three queries."""
    taken_up: dict[tuple[UUID, UUID], set[UUID]] = {}
    rows = CourseTakeUp.objects.filter(version__qualification__in=qualifications)
    for provider, cohort, version in rows.values_list("lead_provider", "cohort", "version"):
        taken_up.setdefault((provider, cohort), set()).add(version)
    closing: dict[tuple[str, UUID | None], datetime] = {}
    periods = AssessmentPeriod.objects.filter(
        qualification__in=qualifications, opens_at__lte=at, closes_at__gt=at
    )
    # Of several that are open the last to close stands.
    for qualification, cohort, closes_at in periods.order_by("closes_at").values_list(
        "qualification", "cohort", "closes_at"
    ):
        closing[qualification, cohort] = closes_at
    return Circumstances(lineages_of(qualifications), taken_up, closing)


def lineages_of(qualifications: Collection[str]) -> dict[str, Lineage]:
    """The versions of some courses in order. One query."""
    found: dict[str, list[Release]] = {}
    rows = CourseVersion.objects.filter(qualification__in=qualifications)
    for row in rows.values("qualification", "id", "version", "follows", "change", "minutes"):
        release = Release(
            row["id"], row["version"], row["follows"], ChangeKind(row["change"]), row["minutes"]
        )
        found.setdefault(row["qualification"], []).append(release)
    return {qualification: lineage_from(releases) for qualification, releases in found.items()}


def groups_in(studies: QuerySet[Study]) -> list[Group]:
    """Studies in places that stand, counted by provider, cohort and version, the latest cohort first. One query."""
    rows = (
        studies.filter(enrolment__taken_back_at=None)
        .values(
            lead_provider=F("enrolment__registration__lead_provider"),
            cohort=F("enrolment__registration__cohort"),
            cohort_name=F("enrolment__registration__cohort__name"),
            starts_on=F("enrolment__registration__cohort__starts_on"),
            qualification=F("version__qualification"),
            pinned=F("version"),
        )
        .annotate(
            people=Count("id"),
            midway=Count("id", filter=Q(last_at__isnull=False, minutes_done__lt=F("minutes"))),
        )
        .order_by("qualification", "-starts_on", "cohort_name", "version__published_at")
    )
    return [
        Group(
            lead_provider=row["lead_provider"],
            cohort=row["cohort"],
            cohort_name=row["cohort_name"],
            qualification=row["qualification"],
            version=row["pinned"],
            people=row["people"],
            midway=row["midway"],
        )
        for row in rows
    ]


def moves_due(studies: QuerySet[Study], at: datetime) -> list[Due]:
    """The groups among some studies that belong at another version. Four queries."""
    groups = groups_in(studies)
    known = circumstances({group.qualification for group in groups}, at)
    due = []
    for group in groups:
        target = known.target(group)
        change = known.lineages[group.qualification].heaviest(group.version, target)
        if change is not None:
            due.append(Due(group, target, change))
    return due


def version_to_open(qualification: str, lead_provider: UUID, cohort: UUID) -> CourseVersion | None:
    """What somebody studies who begins now; None while nothing is published. Three queries."""
    lineage = lineages_of([qualification]).get(qualification)
    if lineage is None:
        return None
    taken_up = CourseTakeUp.objects.filter(
        lead_provider=lead_provider, cohort=cohort, version__qualification=qualification
    )
    opening = lineage.opening(set(taken_up.values_list("version", flat=True)))
    return CourseVersion.objects.defer("statements", "sources").get(id=opening)


@lru_cache(maxsize=128)
def change_of(old: UUID, new: UUID) -> Change:
    """What differs between two versions, which never change: it is found once."""
    before, after = CourseVersion.objects.get(id=old), CourseVersion.objects.get(id=new)
    return change_between(facts_of(stored_pack(before)), facts_of(stored_pack(after)))

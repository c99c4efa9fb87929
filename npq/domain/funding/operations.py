from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from npq.domain.funding.calendar import read_calendar
from npq.domain.funding.facts import Facts
from npq.domain.funding.kinds import DecisionCause, EntitlementChange, JournalKind
from npq.domain.funding.models import Decision, EntitlementEntry, PolicyPeriod, PolicySeries
from npq.domain.funding.policies import POLICIES
from npq.domain.funding.queries import previously_funded, who_pays
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.period import Period
from npq.kernel.viewer import Viewer


@operation
def publish_policies(*, by: Viewer, at: datetime, file: Path) -> None:
    """Publishes which policy decides when, from a file (courses/reference/funding-policies.toml).

    The same again changes nothing; a period that had no end may be given one. Raises FileError for a file that cannot
    be read, ValueError for an unknown policy; the database refuses overlaps.
    """
    for series in read_calendar(file).series:
        for entry in series.periods:
            put_policy_period(
                by=by,
                at=at,
                series=series.identifier,
                name=series.name,
                policy=entry.policy,
                period=entry.period,
                source=entry.source,
            )


@operation
def publish_policy_period(
    *, by: Viewer, at: datetime, series: str, name: str, policy: str, period: Period, source: str
) -> None:
    """Publishes one period, as `publish_policies` does many."""
    put_policy_period(by=by, at=at, series=series, name=name, policy=policy, period=period, source=source)


@step
def put_policy_period(
    *, by: Viewer, at: datetime, series: str, name: str, policy: str, period: Period, source: str
) -> None:
    """As `publish_policy_period`, inside another operation."""
    if policy not in POLICIES:
        raise ValueError(f"There is no policy {policy}.")
    row, _ = PolicySeries.objects.get_or_create(
        identifier=series, defaults={"name": name, "number": PolicySeries.objects.count() + 1}
    )
    days = (period.start, period.end)
    if PolicyPeriod.objects.filter(series=row, period=days, policy=policy).exists():
        return
    ended = PolicyPeriod.objects.filter(series=row, policy=policy, period=(period.start, None)).update(
        period=days
    )
    if not ended:
        PolicyPeriod.objects.create(series=row, period=days, policy=policy, source=source)
    journal.record(
        JournalKind.POLICY_PUBLISHED,
        by=by,
        at=at,
        subject=("policy_series", row.number),
        policy=policy,
        start=period.start.isoformat(),
        end=_iso(period.end),
    )


@step
def decide_funding(
    *, by: Viewer, at: datetime, person_id: UUID, series: str, facts: Facts, cause: DecisionCause
) -> Decision:
    """Decides who pays and writes it down, with the facts it rests on."""
    answer = who_pays(series, facts)
    decision = Decision.objects.create(
        person_id=person_id,
        qualification=facts.qualification,
        policy=answer.policy,
        outcome=answer.outcome,
        reason=answer.reason,
        facts={**asdict(facts), "submitted_on": facts.submitted_on.isoformat()},
        cause=cause,
        made_at=at,
    )
    journal.record(
        JournalKind.FUNDING_DECIDED,
        by=by,
        at=at,
        subject=("person", person_id),
        decision=decision.id,
        outcome=answer.outcome.value,
        reason=answer.reason.value,
        policy=answer.policy,
    )
    return decision


@step
def take_entitlement(*, by: Viewer, at: datetime, person_id: UUID, qualification: str, place: UUID) -> bool:
    """Takes the person's one funded place for a qualification; False, with nothing written, when it is gone already.

    The caller holds the person, so two places cannot be taken at once.
    """
    if previously_funded(person_id, qualification):
        return False
    _write(by, at, person_id, qualification, place, EntitlementChange.TAKEN)
    return True


@step
def release_entitlement(
    *, by: Viewer, at: datetime, person_id: UUID, qualification: str, place: UUID
) -> None:
    """Gives a funded place back, as when an acceptance is undone. Nothing happens where that place took none."""
    last = EntitlementEntry.objects.filter(person_id=person_id, place=place).order_by("-id").first()
    if last is not None and last.change == EntitlementChange.TAKEN:
        _write(by, at, person_id, qualification, place, EntitlementChange.RELEASED)


def _write(
    by: Viewer, at: datetime, person_id: UUID, qualification: str, place: UUID, change: EntitlementChange
) -> None:
    EntitlementEntry.objects.create(
        person_id=person_id, qualification=qualification, place=place, change=change, at=at
    )
    journal.record(
        JournalKind.ENTITLEMENT_CHANGED,
        by=by,
        at=at,
        subject=("person", person_id),
        place=place,
        qualification=qualification,
        change=change.value,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

from datetime import datetime
from typing import Any

from npq.domain.catalogue.kinds import JournalKind, Publication, RefusalCode
from npq.domain.catalogue.models import Cohort, Schedule
from npq.domain.catalogue.operations.rows import put_row, the_cohort
from npq.domain.catalogue.reference import CohortFacts, ScheduleFacts, facts_of
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer

# What people registered on the strength of; it stands from the moment registration opens.
FIXED_ONCE_OPEN = ("starts_on", "registration_opens_at", "funding", "policy_series")


@operation
def publish_cohort(*, by: Viewer, at: datetime, cohort: CohortFacts) -> Publication:
    """Publishes a cohort, known by its start year and suffix, with its schedules. Schedules it does not name are left.

    Raises Refusal(COHORT_ALREADY_OPENED) where its start, its opening or who pays would change after it opened.
    """
    return put_cohort(by=by, at=at, facts=cohort)


@step
def put_cohort(*, by: Viewer, at: datetime, facts: CohortFacts) -> Publication:
    """As `publish_cohort`, inside another operation."""
    row = Cohort.objects.select_for_update().identified(facts.identifier).first()
    columns = facts_of(facts)
    del columns["schedules"]
    if row is not None:
        _refuse_to_change_what_stands(row, columns, at)
    done = put_row(row, Cohort, columns)
    cohort = the_cohort(facts.identifier)
    schedules = [_put_schedule(cohort, schedule) for schedule in facts.schedules]
    if done is Publication.UNCHANGED and any(one is not Publication.UNCHANGED for one in schedules):
        done = Publication.CHANGED
    if done is not Publication.UNCHANGED:
        _record(by, at, cohort, facts)
    return done


def _put_schedule(cohort: Cohort, facts: ScheduleFacts) -> Publication:
    row = Schedule.objects.filter(cohort=cohort, identifier=facts.identifier).first()
    kinds = [kind.value for kind in facts.declaration_types]
    return put_row(row, Schedule, {"cohort_id": cohort.id, **facts_of(facts), "declaration_types": kinds})


def _refuse_to_change_what_stands(row: Cohort, columns: dict[str, Any], at: datetime) -> None:
    changed = [name for name in FIXED_ONCE_OPEN if getattr(row, name) != columns[name]]
    if changed and row.registration_opens_at <= at:
        raise Refusal(RefusalCode.COHORT_ALREADY_OPENED, cohort=row.identifier, fields=", ".join(changed))


def _record(by: Viewer, at: datetime, cohort: Cohort, facts: CohortFacts) -> None:
    closes_at = facts.registration_closes_at
    journal.record(
        JournalKind.COHORT_PUBLISHED,
        by=by,
        at=at,
        subject=("cohort", cohort.id),
        cohort=facts.identifier,
        opens_at=facts.registration_opens_at.isoformat(),
        closes_at=closes_at.isoformat() if closes_at else None,
        funding=facts.funding.value,
        policy_series=facts.policy_series,
    )

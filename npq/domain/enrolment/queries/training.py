"""Whether somebody who has a place studies, takes a break, or has left: as it stands, and how it came to that."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from npq.domain.catalogue.rules import last_day
from npq.domain.enrolment.kinds import DeferralReason, Side, TrainingStatus, WithdrawalReason
from npq.domain.enrolment.models import Enrolment, TrainingChange
from npq.domain.enrolment.queries.places import who_pays_for
from npq.domain.enrolment.rules import last_return
from npq.domain.funding.kinds import Outcome
from npq.domain.registration.queries.registrations import RegistrationRow, registration_row
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

Reason = DeferralReason | WithdrawalReason


@dataclass(frozen=True)
class Change:
    """One change, by one side. `moves` is False for another day to return; a reason may be erased by now."""

    status: TrainingStatus
    moves: bool
    reason: Reason | None
    returns_on: date | None
    made_at: datetime
    side: Side


@dataclass(frozen=True)
class Training:
    """How it stands, what was changed (oldest first), and the last day to which a break can run.

    `last_day` is the last of the course: a break may outlast it, and then the course goes on only if the provider
    lets it.
    """

    status: TrainingStatus
    returns_on: date | None
    latest: date
    last_day: date
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class OwnPlace:
    """A place as whoever has it sees it. `pays`: who pays for it as things stand now."""

    row: RegistrationRow
    training: Training
    pays: Outcome


def place_of(viewer: Viewer, registration_id: UUID, at: datetime) -> OwnPlace:
    """A place of the viewer's own that stands. Raises NotFound."""
    place = (
        Enrolment.objects.select_related(
            "registration__qualification", "registration__cohort", "registration__lead_provider"
        )
        .defer("registration__qualification__words")
        .filter(pk=registration_id, registration__person=viewer.own_id, taken_back_at=None)
        .first()
    )
    if place is None:
        raise NotFound(registration_id)
    return OwnPlace(
        registration_row(place.registration), training_of(place, at), who_pays_for(registration_id)
    )


def training_of(place: Enrolment, at: datetime) -> Training:
    """The training in a place that was looked up, with cohort and qualification, for somebody who may see it. One
    query."""
    rows = list(TrainingChange.objects.filter(enrolment=place).select_related("why").order_by("id"))
    began_on = london_day(at)
    if place.training_status == TrainingStatus.DEFERRED:
        began_on = next(london_day(row.made_at) for row in reversed(rows) if row.moves)
    return Training(
        TrainingStatus(place.training_status),
        place.returns_on,
        last_return(began_on),
        last_day(place.registration.cohort.starts_on, place.registration.qualification.months),
        tuple(_change(row) for row in rows),
    )


def _change(row: TrainingChange) -> Change:
    status = TrainingStatus(row.status)
    reasons = DeferralReason if status is TrainingStatus.DEFERRED else WithdrawalReason
    why = getattr(row, "why", None)
    return Change(
        status,
        row.moves,
        reasons(why.reason) if why else None,
        row.returns_on,
        row.made_at,
        Side(row.by_kind),
    )

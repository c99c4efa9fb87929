"""Access arrangements, for the person they are for and for staff who must act on them. Nobody else asks here."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from npq.domain.assessment.kinds import Effect, Format, RequestState, SittingState
from npq.domain.assessment.models import AccessArrangement, AccessRequest, Sitting
from npq.domain.assessment.queries.sittings import SittingRow, sitting_row
from npq.domain.registration.kinds import Status
from npq.domain.registration.models import Registration
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is agreed with somebody, as its effects, by whom and since when."""

    id: UUID
    extra_time_percent: int
    rest_minutes_a_day: int
    more_days: int
    formats: tuple[Format, ...]
    spelling_not_judged: bool
    agreed_by: str
    agreed_at: datetime
    review_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for, and what became of it."""

    id: UUID
    wants: tuple[Effect, ...]
    state: RequestState
    asked_at: datetime
    settled_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state is RequestState.ASKED


@dataclass(frozen=True, slots=True)
class PlaceToAsk:
    """One of the viewer's places: whom they ask there, and what they asked last."""

    registration: UUID
    qualification: str
    provider: str
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class OwnAccess:
    """What is agreed with the viewer, and where they can ask."""

    arrangement: Arrangement | None
    places: tuple[PlaceToAsk, ...]


@dataclass(frozen=True, slots=True)
class AccessLine:
    """Somebody with whom there is something to do, or with whom something is agreed: no effect stands in a list."""

    registration: UUID
    name: str
    qualification: str
    asked_at: datetime | None
    is_agreed: bool
    review_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class AccessOf:
    """A participant's arrangement, their request where one is open, and the sittings whose deadlines follow."""

    registration: UUID
    name: str
    qualification: str
    provider: str
    arrangement: Arrangement | None
    asked: Asked | None
    sittings: tuple[SittingRow, ...]


def own_access(viewer: Viewer, at: datetime) -> OwnAccess:
    """What is agreed with the viewer. Three queries."""
    places = list(
        Registration.objects.filter(person=viewer.own_id, status=Status.ACCEPTED.value)
        .select_related("qualification", "lead_provider")
        .defer("qualification__words")
        .order_by("-submitted_at")
    )
    last: dict[UUID, AccessRequest] = {
        row.registration_id: row
        for row in AccessRequest.objects.filter(registration__in=places).order_by("asked_at")
    }
    return OwnAccess(
        arrangement=arrangement_of(viewer.own_id, london_day(at)),
        places=tuple(
            PlaceToAsk(
                place.id, place.qualification.name, place.lead_provider.name, _asked(last.get(place.id))
            )
            for place in places
        ),
    )


def access_with(viewer: Viewer, at: datetime) -> list[AccessLine]:
    """Whom the viewer's providers must act for: who asked first, then whose arrangement is looked at again or ends
    first. Three queries."""
    theirs = Registration.objects.filter(_with(viewer)).values("person")
    agreed = {row.person_id: row for row in _in_force(london_day(at)).filter(person__in=theirs)}
    asked = {
        row.registration_id: row.asked_at
        for row in AccessRequest.objects.filter(
            _with(viewer, "registration__"), state=RequestState.ASKED.value
        )
    }
    places = (
        Registration.objects.filter(_with(viewer), Q(person__in=agreed) | Q(id__in=asked))
        .exclude(person=viewer.person_id)
        .select_related("person", "qualification")
        .defer("qualification__words")
    )
    lines = [_line(place, asked.get(place.id), agreed.get(place.person_id)) for place in places]
    return sorted(lines, key=_urgency)


def requests_waiting(viewer: Viewer) -> int:
    """How many participants of the viewer's providers wait for an answer."""
    waiting = AccessRequest.objects.filter(_with(viewer, "registration__"), state=RequestState.ASKED.value)
    return waiting.exclude(registration__person=viewer.person_id).count()


def access_of(viewer: Viewer, registration_id: UUID, at: datetime) -> AccessOf:
    """What is agreed with one participant of the viewer's providers. Raises NotFound, also for one's own."""
    place = (
        Registration.objects.filter(_with(viewer), id=registration_id)
        .exclude(person=viewer.person_id)
        .select_related("person", "qualification", "lead_provider")
        .defer("qualification__words")
        .first()
    )
    if place is None:
        raise NotFound(registration_id)
    sittings = (
        Sitting.objects.filter(
            registration=place, state__in=[state.value for state in SittingState.standing()]
        )
        .select_related("window")
        .order_by("deadline_at")
    )
    open_one = AccessRequest.objects.filter(registration=place, state=RequestState.ASKED.value).first()
    return AccessOf(
        registration=place.id,
        name=place.person.full_name,
        qualification=place.qualification.name,
        provider=place.lead_provider.name,
        arrangement=arrangement_of(place.person_id, london_day(at)),
        asked=_asked(open_one),
        sittings=tuple(map(sitting_row, sittings)),
    )


def formats_of(viewer: Viewer, today: date) -> tuple[Format, ...]:
    """How the viewer has their papers, as it is agreed."""
    arrangement = arrangement_of(viewer.own_id, today)
    return arrangement.formats if arrangement else ()


def arrangement_of(person_id: UUID, today: date) -> Arrangement | None:
    """What is in force with somebody. For no eyes: who asks has looked whose it is."""
    row = _in_force(today).filter(person=person_id).select_related("agreed_by").first()
    if row is None:
        return None
    return Arrangement(
        row.id,
        row.extra_time_percent,
        row.rest_minutes_a_day,
        row.more_days,
        tuple(Format(one) for one in row.formats),
        row.spelling_not_judged,
        row.agreed_by.name,
        row.agreed_at,
        row.review_on,
        row.ends_on,
    )


def _in_force(today: date) -> QuerySet[AccessArrangement]:
    return AccessArrangement.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), ended_at=None)


def _with(viewer: Viewer, path: str = "") -> Q:
    """Places held with the viewer's providers."""
    return Q(
        **{
            f"{path}status": Status.ACCEPTED.value,
            f"{path}lead_provider__in": viewer.organisations(RoleKind.LEAD_PROVIDER),
        }
    )


def _line(place: Registration, asked_at: datetime | None, agreed: AccessArrangement | None) -> AccessLine:
    return AccessLine(
        registration=place.id,
        name=place.person.full_name,
        qualification=place.qualification.name,
        asked_at=asked_at,
        is_agreed=agreed is not None,
        review_on=agreed.review_on if agreed else None,
        ends_on=agreed.ends_on if agreed else None,
    )


def _urgency(line: AccessLine) -> tuple[bool, float, date, str]:
    asked = line.asked_at.timestamp() if line.asked_at else 0.0
    return line.asked_at is None, asked, min(line.review_on or date.max, line.ends_on or date.max), line.name


def _asked(row: AccessRequest | None) -> Asked | None:
    if row is None:
        return None
    wants = tuple(Effect(one) for one in row.wants)
    return Asked(row.id, wants, RequestState(row.state), row.asked_at, row.settled_at)

"""People in a window, as their lead provider's staff see them: who sits, who does not and why, and one of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from npq.domain.assessment.kinds import Gap, JournalKind, Letter, SittingState
from npq.domain.assessment.models import Sitting, Window
from npq.domain.assessment.queries.sittings import WindowRow, window_after, window_row
from npq.domain.assessment.queries.standing import deadline_of, gate_facts, incidents_in
from npq.domain.assessment.rules.deadlines import Deadline
from npq.domain.assessment.rules.gate import Missing, missing_to_enter
from npq.domain.enrolment.models import Enrolment
from npq.kernel import journal
from npq.kernel.models import Entry
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter about a window that went to somebody."""

    letter: Letter
    at: datetime


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody in a window. Nothing of what is agreed with them stands here: their deadline does."""

    sitting: UUID
    registration: UUID
    name: str
    state: SittingState
    attempt: int
    deadline_at: datetime
    last_letter: Sent | None = None


@dataclass(frozen=True, slots=True)
class Sitters:
    """Some of those in a window, of how many, and how many stand in each state, whoever was asked for."""

    rows: tuple[Sitter, ...]
    total: int
    in_state: dict[SittingState, int]


@dataclass(frozen=True, slots=True)
class NotReady:
    """Somebody a window is for who is not in it, and what is missing; nothing where they may still be entered."""

    registration: UUID
    name: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline as it is and as it would be, and how many have it."""

    now: datetime
    then: datetime
    people: int


@dataclass(frozen=True, slots=True)
class SitterShown:
    """One who sits: their deadline and all it rests on, what happened, and what can be done about it.

    `incidents` is how many failures were noted for them; `onward` the window they could move to, None where there is
    none.
    """

    sitter: Sitter
    window: WindowRow
    deadline: Deadline
    history: tuple[Entry, ...]
    incidents: int
    onward: WindowRow | None
    is_own: bool
    at: datetime

    @property
    def stands(self) -> bool:
        return self.sitter.state in SittingState.standing()

    @property
    def can_move(self) -> bool:
        waits = self.sitter.state in {SittingState.ENTERED, SittingState.OPEN}
        return waits and self.at <= self.deadline.at and not self.is_own


def who_sits(
    viewer: Viewer,
    window_id: UUID,
    *,
    text: str = "",
    state: SittingState | None = None,
    offset: int = 0,
    size: int | None = None,
) -> Sitters:
    """Those who are or were in a window, by name: all, or those whose name holds a text and who stand in a state.
    Raises NotFound. Four queries."""
    window = _window(viewer, window_id)
    everybody = Sitting.objects.filter(window=window)
    counted = everybody.values_list("state").annotate(Count("id")).order_by("state")
    found = everybody.select_related("registration__person")
    if text:
        found = found.filter(registration__person__full_name__icontains=text)
    if state is not None:
        found = found.filter(state=state.value)
    found = found.order_by("registration__person__full_name", "id")
    in_state = {SittingState(one): number for one, number in counted}
    shown = list(found[offset:] if size is None else found[offset : offset + size])
    letters = _last_letters(shown)
    return Sitters(
        rows=tuple(_sitter(one, letters.get(one.id)) for one in shown),
        total=found.count() if text or state else sum(in_state.values()),
        in_state=in_state,
    )


def sitter_shown(viewer: Viewer, window_id: UUID, sitting_id: UUID, at: datetime) -> SitterShown:
    """One who sits in a window. Raises NotFound."""
    window = _window(viewer, window_id)
    found = Sitting.objects.filter(id=sitting_id, window=window)
    sitting = (
        found.select_related("registration__person", "window__case", "window__policy")
        .defer("window__case__content", "window__case__for_markers")
        .first()
    )
    if sitting is None:
        raise NotFound(sitting_id)
    history = journal.entries_about("sitting", sitting_id)
    onward = window_after(sitting, at)
    return SitterShown(
        sitter=_sitter(sitting, _last_letter(history)),
        window=window_row(sitting.window),
        deadline=deadline_of(sitting, sitting.window, sitting.window.policy.grace_minutes),
        history=tuple(history),
        incidents=len(incidents_in(window_id, sitting_id)),
        onward=window_row(onward) if onward else None,
        is_own=sitting.registration.person_id == viewer.person_id,
        at=at,
    )


def who_is_not_in(
    viewer: Viewer,
    window_id: UUID,
    at: datetime,
    *,
    text: str = "",
    gap: Gap | None = None,
    ready: bool = False,
    offset: int = 0,
    size: int | None = None,
) -> tuple[list[NotReady], int]:
    """Whom a window is for and who is not in it, by name, with what is missing, and how many. `gap` asks for those whom
    that keeps out, `ready` for those whom nothing does. Raises NotFound. Seven queries, however many they are."""
    window = _window(viewer, window_id)
    places = list(_not_in(window, text))
    facts = gate_facts([place.pk for place in places], window, window.policy)
    rows = [
        NotReady(place.pk, place.registration.person.full_name, missing_to_enter(facts[place.pk], at))
        for place in places
    ]
    if gap is not None:
        rows = [row for row in rows if any(one.gap is gap for one in row.missing)]
    if ready:
        rows = [row for row in rows if not row.missing]
    return rows[offset:] if size is None else rows[offset : offset + size], len(rows)


def how_many_are_not_in(viewer: Viewer, window_id: UUID) -> int:
    """How many a window is for who are not in it. Raises NotFound."""
    return _not_in(_window(viewer, window_id), "").count()


def deadlines_moved(
    viewer: Viewer, window_id: UUID, minutes: int, at: datetime, sitting_id: UUID | None = None
) -> list[MovedDeadline]:
    """What it does when something failed for so many minutes: from which deadline to which, and for how many, earliest
    first. Of one who sits alone, where one is named. Raises NotFound."""
    standing = Sitting.objects.filter(
        window=_window(viewer, window_id),
        state__in=[state.value for state in SittingState.standing()],
        grace_until__gte=at,
    )
    if sitting_id is not None:
        standing = standing.filter(id=sitting_id)
    counted = standing.values_list("deadline_at").annotate(Count("id")).order_by("deadline_at")
    return [MovedDeadline(now, now + timedelta(minutes=minutes), people) for now, people in counted]


def _not_in(window: Window, text: str) -> QuerySet[Enrolment]:
    places = (
        Enrolment.objects.filter(
            registration__lead_provider=window.lead_provider_id,
            registration__qualification=window.qualification_id,
            taken_back_at=None,
        )
        .exclude(registration__in=Sitting.objects.filter(window=window).values("registration"))
        .select_related("registration__person")
        .order_by("registration__person__full_name", "pk")
    )
    if window.cohort_id is not None:
        places = places.filter(registration__cohort=window.cohort_id)
    return places.filter(registration__person__full_name__icontains=text) if text else places


def _sitter(sitting: Sitting, last_letter: Sent | None) -> Sitter:
    return Sitter(
        sitting=sitting.id,
        registration=sitting.registration_id,
        name=sitting.registration.person.full_name,
        state=SittingState(sitting.state),
        attempt=sitting.attempt,
        deadline_at=sitting.deadline_at,
        last_letter=last_letter,
    )


def _last_letters(sittings: list[Sitting]) -> dict[UUID, Sent | None]:
    told = journal.entries_about_each("sitting", [one.id for one in sittings])
    return {one: _last_letter(entries) for one, entries in told.items()}


def _last_letter(entries: list[Entry]) -> Sent | None:
    reminders = [one for one in entries if one.kind == JournalKind.SITTING_REMINDED.value]
    return Sent(Letter(reminders[-1].facts["letter"]), reminders[-1].at) if reminders else None


def _window(viewer: Viewer, window_id: UUID) -> Window:
    window = (
        Window.objects.filter(id=window_id, lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
        .select_related("case", "policy")
        .defer("case__content", "case__for_markers")
        .first()
    )
    if window is None:
        raise NotFound(window_id)
    return window

"""Sentences made of what is known of one registration, as a lead provider's staff read them."""

from datetime import date, timedelta

from npq.domain.catalogue.kinds import Season
from npq.domain.catalogue.queries import ScheduleRow
from npq.domain.catalogue.rules import AUTUMN_BEGINS, SPRING_BEGINS
from npq.domain.enrolment.kinds import Order
from npq.domain.enrolment.queries.staff import StaffStory
from npq.domain.enrolment.queries.staff_list import StaffRow
from npq.domain.funding.kinds import Outcome, Reason
from npq.domain.learning.queries.messages import Narrowing
from npq.domain.learning.queries.provider import NOT_BEGUN
from npq.domain.registration.kinds import Status
from npq.domain.registration.queries.registrations import RegistrationStory
from npq.kernel.dates import MONTHS, day
from npq.web.provider import words
from npq.web.shared.fields.school import school_text

IN_ORDER: dict[Order, str] = {
    Order.NEWEST: "newest change first",
    Order.DECIDE_BY: "soonest to decide first",
}


def heading(providers: list[str]) -> str:
    """Whose registrations are listed: "Registrations with Meridian Learning and Northlight Institute"."""
    *others, last = providers
    return f"Registrations with {', '.join(others)}{' and ' if others else ''}{last}"


def found(total: int, order: Order) -> str:
    """What a list shows: "27 registrations, newest change first"."""
    count = f"{total:,} {'registration' if total == 1 else 'registrations'}"
    return f"{count}, {IN_ORDER[order]}"


def workplace(place: StaffRow | RegistrationStory) -> str:
    """Where somebody works, told from others of the same name; "" where they did not say."""
    return school_text(place.workplace) if place.workplace else place.employer_name


def funding(found: StaffStory) -> str:
    """Who pays and why: "Not funded. Sparrow College is registered as ..."."""
    story, reason = found.story, found.story.reason
    outcome = story.outcome
    if outcome is Outcome.FUNDED and not found.eligible_for_funding:
        # The decision stands as it was made, but another place was funded since.
        outcome, reason = Outcome.NOT_FUNDED, Reason.PREVIOUSLY_FUNDED
    if outcome is Outcome.REVIEW and story.row.status not in {Status.PENDING, Status.ACCEPTED}:
        return "Not decided before the registration ended."
    if reason is Reason.INELIGIBLE_ESTABLISHMENT_TYPE and story.workplace and story.workplace.type_name:
        kind = f"{story.workplace.name} is registered as “{story.workplace.type_name}”, a kind that is not funded."
        return f"{words.OUTCOMES[outcome]}. {kind}"
    return f"{words.OUTCOMES[outcome]}. {words.REASONS[reason]}"


def narrowed(to: Narrowing) -> str:
    """What a list of progress is narrowed to: "Cohort 2026b; not studied for 4 weeks or longer"; "" for all of it."""
    unit = "have not begun" if to.unit == NOT_BEGUN else f"studied last in “{to.unit}”" if to.unit else ""
    parts = [
        to.cohort,
        f"have not studied for {to.silent} weeks or longer" if to.silent else "",
        f"studied last {words.SILENCES[to.silence].lower()} ago" if to.silence else "",
        f"have studied {words.SHARES[to.share]}" if to.share else "",
        unit,
    ]
    return "; ".join(part for part in parts if part)


def schedule(row: ScheduleRow) -> str:
    """When places accepted follow a schedule, and when it runs."""
    accepted = f"{_day_of_year(AUTUMN_BEGINS)} to {_day_before(SPRING_BEGINS)}"
    if row.season is Season.SPRING:
        accepted = f"{_day_of_year(SPRING_BEGINS)} to {_day_before(AUTUMN_BEGINS)}"
    if row.accepted_from:
        until = f" to {day(row.accepted_before - timedelta(days=1))}" if row.accepted_before else " on"
        accepted = f"{day(row.accepted_from)}{until}"
    return (
        f"For places accepted from {accepted}. "
        f"It applies from {day(row.applies_from)} to {day(row.applies_to)}. "
        f"In the API it is {row.identifier}."
    )


def _day_before(month_and_day: tuple[int, int]) -> str:
    before = date(2000, *month_and_day) - timedelta(days=1)
    return _day_of_year((before.month, before.day))


def _day_of_year(month_and_day: tuple[int, int]) -> str:
    return f"{month_and_day[1]} {MONTHS[month_and_day[0] - 1]}"

"""Whether a lead provider may give a place: facts in, objections out; how long a break lasts, and when it is spoken of;
and whom somebody may have looked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from string import hexdigits
from uuid import UUID

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.enrolment.kinds import RefusalCode, TrainingRefusal
from npq.domain.funding.kinds import Outcome
from npq.domain.organisations.rules.search_words import likeness, words
from npq.domain.registration.kinds import Status
from npq.kernel.months import months_after

# Fewer letters begin too many names to mean one.
SHORTEST_BEGINNING = 3
SHORTEST_REFERENCE = 4
REFERENCE = 32
MOST_ALIKE = 25

MOST_DEFERRAL_MONTHS = 12
"""How long a break may last, from the day it was begun. Unconfirmed for national professional qualifications, whose
breaks have had no end: it is the policy of the department's newer sister service, and so a figure to set."""

REMINDERS = (timedelta(days=-14), timedelta(), timedelta(days=28))
"""When letters about the end of a break are due, counted from the day of return."""


@dataclass(frozen=True)
class AcceptanceFacts:
    """What an acceptance rests on. `funded_place` is what the provider said: None where it said nothing usable."""

    status: Status
    cohort_funding: FundingMode
    funded_place: bool | None
    # What the decision said when it was made; whether another place was funded since is the ledger's business.
    decided_funded: bool
    accepted_elsewhere: bool
    approval_awaited: bool
    # Whether the schedule asked for is in the cohort, and for this group of courses; None where none was asked for.
    schedule_in_cohort: bool | None
    schedule_fits_course: bool | None
    schedule_determined: bool


def acceptance_objections(facts: AcceptanceFacts) -> tuple[RefusalCode, ...]:
    """Every objection to giving the place, in the order the published API shows them; empty: the place is given."""
    objections: list[RefusalCode] = []
    for code, holds, only_alone in _checks(facts):
        if holds and not (only_alone and objections):
            objections.append(code)
    return tuple(objections)


def _checks(facts: AcceptanceFacts) -> list[tuple[RefusalCode, bool, bool]]:
    """(objection, whether it holds, whether it is left unsaid after an earlier one)."""
    capped = facts.cohort_funding is FundingMode.CAPPED
    unfunded = facts.cohort_funding is FundingMode.ZERO
    wants_funded = facts.funded_place is True and capped
    pending = facts.status is Status.PENDING
    over = facts.status not in {Status.PENDING, Status.ACCEPTED}
    return [
        (RefusalCode.FUNDED_PLACE_MISSING, capped and facts.funded_place is None, False),
        (RefusalCode.FUNDED_PLACE_IN_UNFUNDED_COHORT, unfunded and facts.funded_place is not False, False),
        (RefusalCode.ALREADY_ACCEPTED, facts.status is Status.ACCEPTED, False),
        (RefusalCode.CANNOT_CHANGE_ONCE_REJECTED, over, False),
        (RefusalCode.ACCEPTED_ELSEWHERE, facts.accepted_elsewhere, False),
        (RefusalCode.NOT_ELIGIBLE_FOR_FUNDED_PLACE, wants_funded and not facts.decided_funded, True),
        (RefusalCode.APPROVAL_NEEDED, pending and facts.approval_awaited, False),
        (RefusalCode.SCHEDULE_NOT_IN_COHORT, facts.schedule_in_cohort is False, False),
        (RefusalCode.SCHEDULE_NOT_FOR_COURSE, facts.schedule_fits_course is False, True),
        (RefusalCode.SCHEDULE_UNDETERMINED, not facts.schedule_determined, False),
    ]


def place_to_store(funding: FundingMode, funded_place: bool | None) -> bool | None:
    """What is kept of the provider's word about a funded place: only a capped cohort counts them."""
    return funded_place if funding is FundingMode.CAPPED else None


def who_pays_for_place(decided: Outcome, funded_place: bool | None, funded_elsewhere: bool) -> Outcome:
    """What a decision comes to once a place is given: not funded where no funded place was used for it, or is left."""
    if decided is Outcome.FUNDED and (funded_place is False or funded_elsewhere):
        return Outcome.NOT_FUNDED
    return decided


def last_return(began_on: date) -> date:
    """The last day to which a break can run that was begun on a day."""
    return months_after(began_on, MOST_DEFERRAL_MONTHS)


def return_objection(returns_on: date, began_on: date, today: date) -> TrainingRefusal | None:
    """What stands against a break, begun on a day, that ends on `returns_on`; None where nothing does."""
    if returns_on <= today:
        return TrainingRefusal.RETURN_NOT_AHEAD
    return TrainingRefusal.BREAK_TOO_LONG if returns_on > last_return(began_on) else None


def reminder_days(returns_on: date) -> list[date]:
    """The days on which letters about the end of a break are due, in their order."""
    return [returns_on + after for after in REMINDERS]


def references_beginning(text: str) -> tuple[UUID, UUID] | None:
    """The first and the last reference that begin with a text; None where it is no beginning of one.

    Hyphens and capitals are free, so that a reference is found however it was copied.
    """
    digits = text.replace("-", "").lower()
    if not SHORTEST_REFERENCE <= len(digits) <= REFERENCE or not set(digits) <= set(hexdigits):
        return None
    return UUID(digits.ljust(REFERENCE, "0")), UUID(digits.ljust(REFERENCE, "f"))


def names_like(text: str, names: Mapping[UUID, str]) -> list[UUID]:
    """Whose names may be meant by a text that fits none as it is written, likeliest first, 25 at most.

    Every word of the text has to be like one of the name, or begin it; their order is free.
    """
    asked = list(dict.fromkeys(words(text)))
    scored = ((_likeness_of_names(asked, words(name)), person) for person, name in names.items())
    found = sorted(((score, person) for score, person in scored if score), reverse=True)
    return [person for _, person in found[:MOST_ALIKE]]


def _likeness_of_names(asked: list[str], known: list[str]) -> float:
    """The likeness of the word that is least like any; 0 where one is like none, or nothing is asked."""
    return min((max((_likeness(word, name) for name in known), default=0.0) for word in asked), default=0.0)


def _likeness(word: str, name: str) -> float:
    if len(word) >= SHORTEST_BEGINNING and name.startswith(word):
        return 1.0
    return likeness(word, name)

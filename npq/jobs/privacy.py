"""What the law on personal data asks of the whole service: everything about one person, and the end of its time.

Every subject that holds something about people stands in both tables below; a test finds one that does not.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from npq.domain.assessment.operations.access import forget_access, redact_access
from npq.domain.assessment.operations.access_requests import forget_access_requests
from npq.domain.assessment.operations.forgetting import (
    forget_conversations,
    forget_displays,
    forget_scripts,
    redact_scripts,
)
from npq.domain.assessment.queries import privacy as assessment
from npq.domain.engagement import queries as engagement
from npq.domain.enrolment.operations.retention import forget_training_reasons, redact_training
from npq.domain.enrolment.queries import privacy as enrolment
from npq.domain.funding import queries as funding
from npq.domain.learning.operations.log import forget_log_entries, redact_log
from npq.domain.learning.operations.messages import forget_messages, redact_messages
from npq.domain.learning.operations.plan import redact_plans
from npq.domain.learning.operations.sharing import forget_coaches
from npq.domain.learning.queries import privacy as learning
from npq.domain.people.lookups import sign_in_held_about
from npq.domain.people.operations.redaction import forget_sign_ins, redact_person
from npq.domain.people.queries import privacy as people
from npq.domain.registration.operations import retention as registrations
from npq.domain.registration.queries import privacy as registration
from npq.jobs import housekeeping
from npq.kernel.journal import entries_of
from npq.kernel.models import Entry
from npq.kernel.privacy import Held, Kept
from npq.kernel.viewer import Viewer

Sweep = Callable[..., int]

HOLDERS: list[Callable[[Viewer, UUID], list[Held]]] = [
    people.held_about,
    sign_in_held_about,
    registration.held_about,
    funding.held_about,
    enrolment.held_about,
    learning.held_about,
    engagement.held_about,
    assessment.held_about,
]
"""Who is asked what is held about a person, in the order they read it."""

MOST_AT_ONCE = 500
"""How many people one run of the sweep forgets; the rest go with the next run."""


def everything_about(viewer: Viewer, person_id: UUID) -> list[Held]:
    """Every row about one person, from every subject. Raises NotFound for everybody else's eyes."""
    rows = [row for holder in HOLDERS for row in holder(viewer, person_id)]
    email = people.address_of(viewer, person_id)
    return rows + (everything_about_address(viewer, email) if email else [])


def everything_about_address(viewer: Viewer, email: str) -> list[Held]:
    """Every row that names an e-mail address, whether its holder is known as a person here or not."""
    return [
        *registration.held_about_address(viewer, email),
        *learning.held_about_address(viewer, email),
        *housekeeping.letters_held(viewer, email),
    ]


def everything_done(viewer: Viewer, person_id: UUID, rows: list[Held]) -> list[Entry]:
    """What the journal says of a person and of the rows about them, oldest first: kinds, ids and codes."""
    ids = {row.id for row in rows if row.id is not None}
    return entries_of(person_id, ids)


def redact(*, by: Viewer, at: datetime, person_id: UUID) -> None:
    """Blanks everything that says who a person is, subject by subject, themselves last. A repeat finishes a half."""
    email = people.address_of(by, person_id)
    if email:
        registrations.redact_interests(by=by, at=at, email=email)
    redact_log(by=by, at=at, person_id=person_id)
    redact_training(by=by, at=at, person_id=person_id)
    redact_plans(by=by, at=at, person_id=person_id)
    redact_messages(by=by, at=at, person_id=person_id)
    redact_scripts(by=by, at=at, person_id=person_id)
    redact_access(by=by, at=at, person_id=person_id)
    registrations.redact_registrations(by=by, at=at, person_id=person_id)
    redact_person(by=by, at=at, person_id=person_id)


def forget_people(*, by: Viewer, at: datetime) -> int:
    """Redacts people whose time is over; gives how many."""
    due = registration.people_to_forget(by, at, MOST_AT_ONCE)
    for person_id in due:
        redact(by=by, at=at, person_id=person_id)
    return len(due)


SWEEPS: Mapping[Kept, Sweep] = {
    Kept.DRAFT: registrations.forget_drafts,
    Kept.SPONSOR: registrations.forget_sponsors,
    Kept.INTEREST: registrations.forget_interests,
    Kept.UNCONFIRMED_INTEREST: registrations.forget_interests,
    Kept.STOPPED_ADDRESS: registrations.forget_stopped_addresses,
    Kept.WHILE_REGISTERED: forget_people,
    Kept.NEVER_REGISTERED: forget_people,
    Kept.SIGN_IN: forget_sign_ins,
    Kept.LETTER: housekeeping.forget_letters,
    Kept.LEARNING_LOG: forget_log_entries,
    Kept.MESSAGE: forget_messages,
    Kept.COACH: forget_coaches,
    Kept.ACCESS: forget_access,
    Kept.ACCESS_REQUEST: forget_access_requests,
    Kept.CONVERSATION: forget_conversations,
    Kept.SCRIPT: forget_scripts,
    Kept.DISPLAY: forget_displays,
    Kept.TRAINING_REASON: forget_training_reasons,
}
"""What ends each length of time in the retention table."""


def forget_what_is_over(*, by: Viewer, at: datetime) -> dict[str, int]:
    """Runs every sweep of the retention table once; gives how much each had to do, by its name."""
    return {sweep.__name__: sweep(by=by, at=at) for sweep in dict.fromkeys(SWEEPS.values())}

"""Letters about a window. Each tells the truth of the moment in which it is written."""

from datetime import datetime
from uuid import UUID

from npq.domain.assessment.kinds import Ground, Letter, SittingState, Task, WindowKind
from npq.domain.assessment.models import Sitting
from npq.domain.assessment.queries.standing import deadline_of
from npq.domain.registration.tasks.wording import in_a_sentence
from npq.gateways import email
from npq.kernel import dates
from npq.kernel.addresses import address
from npq.kernel.queue import task

TEMPLATES: dict[Letter, str] = {
    Letter.THREE_WEEKS: "window-entered",
    Letter.ONE_WEEK: "window-in-a-week",
    Letter.FIRST_MORNING: "window-open",
    Letter.TWO_DAYS_LEFT: "window-two-days-left",
    Letter.THREE_HOURS_LEFT: "window-three-hours-left",
}

WHY: dict[Ground, str] = {
    Ground.WINDOW: "It is the end of the window.",
    Ground.EXTENSION: "Your provider has given you an extension.",
    Ground.ARRANGEMENT: "It includes the time that is agreed for you.",
    Ground.INCIDENT: "It includes the time that was lost when something failed.",
}


@task(Task.TELL_OF_WINDOW)
def tell_of_window(*, at: datetime, key: str, sitting_id: UUID, letter: str) -> None:
    """A window comes, opens or ends soon. Nobody is told to write who has submitted or moved meanwhile."""
    sitting = _sitting(sitting_id)
    if sitting.state in {SittingState.ENTERED, SittingState.OPEN}:
        _post(sitting, key, TEMPLATES[Letter(letter)])


@task(Task.TELL_DEADLINE)
def tell_deadline(*, at: datetime, key: str, sitting_id: UUID) -> None:
    """Somebody's own deadline is another one."""
    sitting = _sitting(sitting_id)
    if sitting.state in SittingState.standing():
        _post(sitting, key, "window-deadline-moved")


@task(Task.TELL_DAYS)
def tell_days(*, at: datetime, key: str, sitting_id: UUID) -> None:
    """A window opens on another day than somebody was told."""
    sitting = _sitting(sitting_id)
    if sitting.state in {SittingState.ENTERED, SittingState.OPEN}:
        _post(sitting, key, "window-days-changed")


@task(Task.TELL_CLINIC)
def tell_clinic(*, at: datetime, key: str, sitting_id: UUID) -> None:
    """The talk with the provider has another time or address, or will not be held."""
    sitting = _sitting(sitting_id)
    if sitting.state in SittingState.standing():
        _post(sitting, key, "window-clinic" if sitting.window.clinic_at else "window-no-clinic")


@task(Task.TELL_MISSED)
def tell_missed(*, at: datetime, key: str, sitting_id: UUID) -> None:
    """Nothing came, and how one sits in another window."""
    _post(_sitting(sitting_id), key, "window-missed")


@task(Task.TELL_MOVED)
def tell_moved(*, at: datetime, key: str, sitting_id: UUID) -> None:
    """Somebody sits in a later window."""
    sitting = _sitting(sitting_id)
    if sitting.state in SittingState.standing():
        _post(sitting, key, "window-moved")


def _sitting(sitting_id: UUID) -> Sitting:
    return (
        Sitting.objects.select_related(
            "registration__person",
            "registration__qualification",
            "window__policy",
            "window__lead_provider",
        )
        .defer("registration__qualification__words")
        .get(id=sitting_id)
    )


def _post(sitting: Sitting, key: str, template: str) -> None:
    window, to = sitting.window, sitting.registration.person.email
    if to is None:
        return
    deadline = deadline_of(sitting, window, window.policy.grace_minutes)
    words = {
        "qualification": in_a_sentence(sitting.registration.qualification),
        "provider": window.lead_provider.name,
        "window": window.name,
        "task": "rehearsal" if window.kind == WindowKind.REHEARSAL else "assessment",
        "opens_on": dates.day(window.opens_at),
        "deadline": dates.moment(deadline.at),
        "clinic": dates.moment(window.clinic_at),
        "why": WHY[deadline.deciding.ground],
        "sitting_link": address("sitting", sitting_id=sitting.id),
        "assessment_link": address("assessment"),
    }
    said = {name: word for name, word in words.items() if name in email.words_of(template)}
    email.post(reference=key, to=to, template=template, personalisation=said)

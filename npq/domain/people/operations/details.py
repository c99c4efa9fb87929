from datetime import date, datetime
from uuid import UUID

from npq.domain.people.kinds import JournalKind
from npq.domain.people.models import Person
from npq.domain.people.operations.holding import held_person, held_self
from npq.domain.people.rules import check_date_of_birth, clean_name, clean_trn
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation, step
from npq.kernel.viewer import Viewer

PROVIDERS_SEE = frozenset({"full_name", "teacher_reference_number"})


@operation
def change_details(
    *,
    by: Viewer,
    at: datetime,
    full_name: str,
    date_of_birth: date | None,
    teacher_reference_number: str | None,
) -> None:
    """The person says who they are. A blank name, and None, leave what is known; a blank number removes it.

    Raises Refusal for a name, date or number that cannot be one (see rules), NotFound where the viewer is no person.
    A repeat changes nothing.
    """
    person = held_self(by)
    wanted = _cleaned(at, full_name, date_of_birth, teacher_reference_number or "")
    if teacher_reference_number is not None:
        wanted.setdefault("teacher_reference_number", "")
    _write(by, at, person, wanted)


@step
def record_details(
    *,
    by: Viewer,
    at: datetime,
    person_id: UUID,
    full_name: str,
    date_of_birth: date | None,
    teacher_reference_number: str,
) -> None:
    """Keeps what a person told on the way, part of another change. Whatever is blank leaves what is known alone."""
    person = held_person(person_id)
    _write(by, at, person, _cleaned(at, full_name, date_of_birth, teacher_reference_number))


def _cleaned(at: datetime, name: str, born: date | None, trn: str) -> dict[str, object]:
    wanted: dict[str, object] = {}
    if name.strip():
        wanted["full_name"] = clean_name(name)
    if born is not None:
        check_date_of_birth(born, london_day(at))
        wanted["date_of_birth"] = born
    if trn := clean_trn(trn):
        wanted["teacher_reference_number"] = trn
    return wanted


def _write(by: Viewer, at: datetime, person: Person, wanted: dict[str, object]) -> None:
    changed = {name: value for name, value in wanted.items() if getattr(person, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(person, name, value)
    if "teacher_reference_number" in changed:
        person.trn_verified = False
    if PROVIDERS_SEE & changed.keys():
        person.significantly_updated_at = at
    person.save()
    journal.record(
        JournalKind.PERSON_DETAILS_CHANGED,
        by=by,
        at=at,
        subject=("person", person.id),
        **dict.fromkeys(changed, True),
    )

"""Every personal field says what it is for, on what lawful basis it is held, and for how long.

A model with personal fields carries `personal = {field name: Personal(...)}`, and names in `impersonal` the fields of
text, days or documents that say nothing of a person; a test finds any field that is in neither.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Model

from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer, ViewerKind


class Basis(StrEnum):
    """Lawful bases of the UK GDPR, article 6(1), that this service relies on.

    EQUALITY_DUTY is the legal obligation to make reasonable adjustments (Equality Act 2010). What it covers may let
    somebody guess at a disability, so it names its condition of article 9 too: equality of opportunity (9(2)(g), and
    the Data Protection Act 2018, schedule 1, paragraph 8).
    """

    PUBLIC_TASK = "public task"
    CONSENT = "consent"
    CONTRACT = "contract"
    EQUALITY_DUTY = "legal obligation to make reasonable adjustments, and equality of opportunity"


class Kept(StrEnum):
    """How long: each is a row of the retention table (npq.kernel.retention), which says from when and what follows."""

    WHILE_REGISTERED = "while registered"
    NEVER_REGISTERED = "never registered"
    DRAFT = "draft"
    SPONSOR = "sponsor"
    STOPPED_ADDRESS = "stopped address"
    INTEREST = "interest"
    UNCONFIRMED_INTEREST = "unconfirmed interest"
    LETTER = "letter"
    SIGN_IN = "sign in"
    LEARNING_LOG = "learning log"
    COACH = "coach"
    TRAINING_REASON = "training reason"
    MESSAGE = "message"
    SCRIPT = "script"
    DISPLAY = "writing display"
    CONVERSATION = "conversation about a script"
    ACCESS = "access arrangement"
    ACCESS_REQUEST = "request for an access arrangement"


@dataclass(frozen=True)
class Personal:
    """Why one field about a person is held."""

    purpose: str
    basis: Basis
    kept: Kept


Fact = str | int | float | bool | None | list["Fact"] | dict[str, "Fact"]
"""What JSON can say."""


@dataclass(frozen=True)
class Held:
    """One row about a person, as it is shown to them: what it is, what it says, and why the personal parts are held.

    `id` is the row's own where that is a UUID, which the journal knows it by.
    """

    what: str
    facts: Mapping[str, Fact]
    why: Mapping[str, Personal] = field(default_factory=dict)
    id: UUID | None = None


def held(what: str, rows: Iterable[Model]) -> list[Held]:
    """Rows with all their columns, relations as ids. `what` names the kind of row in words for the person."""
    return [
        Held(
            what,
            {column.attname: _fact(column.value_from_object(row)) for column in row._meta.concrete_fields},
            dict(getattr(row, "personal", {})),
            row.pk if isinstance(row.pk, UUID) else None,
        )
        for row in rows
    ]


def require_self_or_system(viewer: Viewer, person_id: UUID | None = None) -> None:
    """What is held about a person is shown to them and to the service itself. Raises NotFound for all other eyes."""
    if viewer.kind is not ViewerKind.SYSTEM and (person_id is None or viewer.person_id != person_id):
        raise NotFound(person_id)


def _fact(value: object) -> Fact:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _fact(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_fact(one) for one in value]
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)

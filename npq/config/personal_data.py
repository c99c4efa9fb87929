"""`npq privacy`: what is held about one person, and the end of its time."""

import json
from collections.abc import Callable
from uuid import UUID

from npq.config.troubles import Trouble
from npq.domain.people.queries.privacy import person_at
from npq.jobs.privacy import everything_about, everything_about_address, everything_done, forget_what_is_over
from npq.kernel import clock
from npq.kernel.models import Entry
from npq.kernel.privacy import Held
from npq.kernel.retention import RETENTION
from npq.kernel.viewer import Viewer


def export_person(person: str) -> str:
    """Everything held about a person, by id or e-mail address, as JSON. Raises Trouble where nothing is held."""
    viewer = Viewer.system("npq privacy export")
    person_id = _id(viewer, person)
    rows = everything_about(viewer, person_id) if person_id else everything_about_address(viewer, person)
    if not rows:
        raise Trouble("Nothing is held about that person.")
    done = everything_done(viewer, person_id, rows) if person_id else []
    told = {
        "made_at": clock.now().isoformat(),
        "held": [_row(row) for row in rows],
        "what_happened": [_entry(entry) for entry in done],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def expire_now(*, say: Callable[[str], None]) -> None:
    """Runs every sweep of the retention table and says what each did."""
    counts = forget_what_is_over(by=Viewer.system("npq privacy expire"), at=clock.now())
    for name, count in counts.items():
        say(f"{name.replace('_', ' ')}: {count}")


def _id(viewer: Viewer, person: str) -> UUID | None:
    try:
        return UUID(person)
    except ValueError:
        return person_at(viewer, person)


def _row(row: Held) -> dict[str, object]:
    why = {
        name: {
            "purpose": personal.purpose,
            "lawful_basis": personal.basis.value,
            "kept": f"{RETENTION[personal.kept].words} from {RETENTION[personal.kept].counted_from}",
        }
        for name, personal in row.why.items()
    }
    return {"what": row.what, "facts": dict(row.facts), "why": why}


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "at": entry.at.isoformat(),
        "what": entry.kind,
        "about": f"{entry.subject_kind} {entry.subject_id}",
        "facts": entry.facts,
    }

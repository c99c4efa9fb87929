"""`npq privacy`: what is held about one person, and the end of its time."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.conf import settings

from npq.config.troubles import Trouble
from npq.domain.people.queries.privacy import address_of, person_at
from npq.jobs.privacy import (
    everything_about,
    everything_about_address,
    everything_done,
    forget_what_is_over,
    redact,
)
from npq.kernel import clock
from npq.kernel.models import Entry
from npq.kernel.privacy import Held
from npq.kernel.retention import RETENTION
from npq.kernel.viewer import Viewer


def export_person(person: str) -> str:
    """Everything held about a person, by id or e-mail address, as JSON. Raises Trouble where nothing is held."""
    return json.dumps(_told(person), indent=2, ensure_ascii=False)


def export_in_words(person: str) -> str:
    """The same as plain text, for the person to read. Raises Trouble where nothing is held."""
    return "\n".join(_lines(_told(person)))


def _told(person: str) -> dict[str, Any]:
    viewer = Viewer.system("npq privacy export")
    person_id = _id(viewer, person)
    rows = everything_about(viewer, person_id) if person_id else everything_about_address(viewer, person)
    if not rows:
        raise Trouble("Nothing is held about that person.")
    done = everything_done(viewer, person_id, rows) if person_id else []
    return {
        "made_at": clock.now().isoformat(),
        "held": [_row(row) for row in rows],
        "what_happened": [_entry(entry) for entry in done],
    }


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield f"What {settings.SERVICE_NAME} held about you at {told['made_at']}"
    for row in told["held"]:
        yield from ("", row["what"].upper())
        for name, fact in row["facts"].items():
            yield f"{_plain(name)}: {_said(fact)}"
        for name, why in row["why"].items():
            yield f"  We hold your {_plain(name).lower()} {why['purpose']} ({why['lawful_basis']}), for {why['kept']}."
    if told["what_happened"]:
        yield from ("", "WHAT HAPPENED")
    for entry in told["what_happened"]:
        facts = "; ".join(f"{_plain(name).lower()}: {_said(fact)}" for name, fact in entry["facts"].items())
        yield f"{entry['at']}  {_plain(entry['what'])}" + (f" ({facts})" if facts else "")


def _plain(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _said(fact: object) -> str:
    if fact is None or fact == "":
        return "nothing"
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return fact if isinstance(fact, str) else json.dumps(fact, ensure_ascii=False)


def expire_now(*, say: Callable[[str], None]) -> None:
    """Runs every sweep of the retention table and says what each did."""
    counts = forget_what_is_over(by=Viewer.system("npq privacy expire"), at=clock.now())
    for name, count in counts.items():
        say(f"{name.replace('_', ' ')}: {count}")


def redact_now(person: str, *, agree: Callable[[str], object], say: Callable[[str], None]) -> None:
    """Blanks everything that says who a person is, by id or e-mail address, and says what it was, in numbers.

    `agree` is asked first, with the question to put, and stops it by raising. Raises Trouble where there is nobody.
    """
    by = Viewer.system("npq privacy redact")
    person_id = _id(by, person)
    if person_id is None or not everything_about(by, person_id):
        raise Trouble(_nobody(by, person))
    email = address_of(by, person_id)
    before = _personal_details(everything_about(by, person_id))
    agree(
        f"Blank {before.total()} personal details of this person, and end how they sign in and whom they act for? "
        "It cannot be undone."
    )
    redact(by=by, at=clock.now(), person_id=person_id)
    after = _personal_details(everything_about(by, person_id))
    if email:
        after += _personal_details(everything_about_address(by, email))
    _say_counts(say, f"Personal details blanked: {(before - after).total()}", before - after)
    if after:
        _say_counts(say, f"Kept until their own time is over: {after.total()}", after)


def _nobody(by: Viewer, person: str) -> str:
    if "@" in person and everything_about_address(by, person):
        return (
            "Nobody signs in by that address, so there is no person to redact. What names it, as a sponsor's or in "
            "letters, goes when its time is over; `npq privacy export` shows it."
        )
    return "Nobody has that id or address."


def _personal_details(rows: list[Held]) -> Counter[str]:
    """How many details that say something of a person are there, by the kind of row they stand in."""
    return Counter(row.what for row in rows for name in row.why if row.facts[name] not in (None, "", [], {}))


def _say_counts(say: Callable[[str], None], heading: str, counts: Counter[str]) -> None:
    say(heading)
    for what, count in sorted(counts.items()):
        say(f"  {what}: {count}")


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

"""Comparing the scripts of a window once they are sealed.

What is done stands in the database after every hundred scripts: late, twice or after a kill it goes on from there.
"""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import cast
from uuid import UUID

from npq.domain.assessment.kinds import LOOK, AlikeRefusal, JournalKind, LookState, Origin
from npq.domain.assessment.models import (
    CaseSalt,
    Likeness,
    Look,
    ScriptFingerprint,
    SealedScript,
    Window,
    WindowComparison,
)
from npq.domain.assessment.queries.comparing import (
    Family,
    Found,
    found_in,
    given_texts,
    scripts_without_numbers,
    windows_to_compare,
)
from npq.domain.assessment.rules import alike
from npq.domain.assessment.rules.shingles import numbers_of
from npq.domain.assessment.rules.whole import whole
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.viewer import Viewer

AT_ONCE = 100
"""How many scripts become numbers in one transaction."""
ROWS_AT_ONCE = 500
SALT_BYTES = 32


def compare_windows(*, by: Viewer, at: datetime) -> int:
    """Compares every window whose scripts are sealed and not compared yet; gives how many windows."""
    due = windows_to_compare()
    for window_id in due:
        compare_window(by=by, at=at, window_id=window_id)
    return len(due)


def compare_window(*, by: Viewer, at: datetime, window_id: UUID) -> None:
    """Compares one window: with itself, with what was sealed before on the same case family, and with given sources.
    Nothing happens once the family is forgotten."""
    family = _family(window_id)
    while number_scripts(by=by, at=at, family=family):
        pass
    salt = CaseSalt.objects.filter(family.q, salt__isnull=False).first()
    if salt is not None:
        note_likenesses(by=by, at=at, window_id=window_id, found=found_in(window_id, salt.id))


@operation
def number_scripts(*, by: Viewer, at: datetime, family: Family) -> int:
    """Makes numbers of the next scripts on a family that have none; gives how many."""
    kept = salt_of(family, at)
    if kept.salt is None:
        return 0
    scripts = list(scripts_without_numbers(family)[:AT_ONCE])
    if not scripts:
        return 0
    salt = bytes(kept.salt)
    given = numbers_of(given_texts(family), salt)
    rows = []
    for script in scripts:
        numbered = whole([text for _, text in script.content], salt, given)
        rows.append(
            ScriptFingerprint(
                script=script,
                salt=kept,
                numbers=list(numbered.numbers),
                words=numbered.words,
                quoted=numbered.quoted,
            )
        )
    ScriptFingerprint.objects.bulk_create(rows)
    return len(rows)


@operation
def note_likenesses(*, by: Viewer, at: datetime, window_id: UUID, found: Found) -> None:
    """Writes down what was found in a window, and opens what a person is to look at. What is known already stands."""
    if CaseSalt.objects.select_for_update().get(id=found.salt).salt is None:
        return
    done, _ = WindowComparison.objects.select_for_update().get_or_create(
        window_id=window_id,
        defaults={"line_shingles": found.line.shingles, "line_run": found.line.run},
    )
    there = _still_there(found)
    new = [
        _row(one, window_id, at)
        for one in _unknown(found.likenesses, window_id)
        if one.first in there and (one.second in there or one.origin is Origin.SOURCE)
    ]
    Likeness.objects.bulk_create(new, batch_size=ROWS_AT_ONCE)
    shown = {row.first_id for row in new} | {
        row.second_id for row in new if row.second_id is not None and row.origin == Origin.WINDOW
    }
    _open_looks(shown, there.intersection(found.much_quoted), window_id, by, at)
    done.compared_at, done.scripts = at, found.scripts
    done.line_shingles, done.line_run = found.line.shingles, found.line.run
    done.widespread = found.widespread
    done.widespread_at = [[str(script), *span] for script, span in found.widespread_at if script in there]
    done.save()
    journal.record(
        JournalKind.WINDOW_COMPARED,
        by=by,
        at=at,
        subject=("window", window_id),
        scripts=found.scripts,
        new_likenesses=len(new),
    )


@step
def salt_of(family: Family, at: datetime) -> CaseSalt:
    """The salt of a family, held; made where there is none yet. Nothing of it is left once it is forgotten."""
    CaseSalt.objects.get_or_create(
        qualification_id=family.qualification,
        set_by_id=family.set_by,
        family=family.family,
        defaults={"salt": secrets.token_bytes(SALT_BYTES), "made_at": at},
    )
    return CaseSalt.objects.select_for_update().get(family.q)


def _family(window_id: UUID) -> Family:
    window = Window.objects.select_related("case").defer("case__content", "case__for_markers")
    return Family.of(window.get(id=window_id).case)


def _still_there(found: Found) -> set[UUID]:
    """The scripts that were not erased while they were compared, held until this is written."""
    pairs = cast("list[tuple[UUID, UUID]]", [(one.first, one.second) for one in found.likenesses])
    scripts = {script for pair in pairs for script in pair}
    scripts |= {*found.much_quoted, *(script for script, _ in found.widespread_at)}
    kept = SealedScript.objects.filter(id__in=scripts).order_by("id").select_for_update(no_key=True)
    return set(kept.values_list("id", flat=True))


def _unknown(found: list[alike.Likeness], window_id: UUID) -> list[alike.Likeness]:
    """Without the pairs that are written down already, whichever of the two was first."""
    rows = Likeness.objects.filter(window=window_id).values_list("first", "second", "source")
    known = {frozenset({first, second or source}) for first, second, source in rows}
    return [one for one in found if frozenset({one.first, one.second}) not in known]


def _row(found: alike.Likeness, window_id: UUID, at: datetime) -> Likeness:
    is_source = found.origin is Origin.SOURCE
    first, second = cast("tuple[UUID, UUID]", (found.first, found.second))
    return Likeness(
        window_id=window_id,
        first_id=first,
        second_id=None if is_source else second,
        source_id=second if is_source else None,
        origin=found.origin.value,
        shared=found.shared,
        containment=found.containment,
        longest=found.longest,
        passages=[[*one.first, *one.second, one.words] for one in found.passages],
        found_at=at,
    )


@step
def _open_looks(
    shown: Collection[UUID], much_quoted: Collection[UUID], window_id: UUID, by: Viewer, at: datetime
) -> None:
    """Somebody is to look at these, again too where something is new since it was set aside."""
    Look.objects.bulk_create(
        [
            Look(script_id=script, window_id=window_id, opened_at=at, state_changed_at=at)
            for script in sorted({*shown, *much_quoted})
        ],
        ignore_conflicts=True,
        batch_size=ROWS_AT_ONCE,
    )
    for look in (
        Look.objects.select_for_update().filter(script__in=shown, state=LookState.SET_ASIDE).order_by("id")
    ):
        reopen(look, by, at)


@step
def reopen(look: Look, by: Viewer, at: datetime) -> None:
    """What was set aside is to be looked at again; that it was, and by whom, stays in the journal."""
    look.state = LOOK.after(LookState(look.state), "look_again", refusal=AlikeRefusal.LOOK_MOVED_ON)
    look.state_changed_at = at
    look.aside_by, look.aside_reason, look.aside_text = None, None, ""
    look.save(update_fields=["state", "state_changed_at", "aside_by", "aside_reason", "aside_text"])
    journal.record(JournalKind.LOOKED_AT_AGAIN, by=by, at=at, subject=("look", look.id))

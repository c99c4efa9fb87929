"""What is held about a person."""

from dataclasses import replace
from uuid import UUID

from npq.domain.assessment.models import (
    AccessArrangement,
    AccessRequest,
    CaseOpening,
    Conversation,
    DeadlineRow,
    GivenSource,
    Likeness,
    Look,
    Revision,
    Script,
    ScriptFingerprint,
    SealedScript,
    Sitting,
    Submission,
    WordFile,
    WritingDisplay,
)
from npq.kernel.privacy import Held, held, require_self_or_system
from npq.kernel.viewer import Viewer

_SEALED_OF = "submission__script__sitting__registration__person"


def held_about(viewer: Viewer, person_id: UUID) -> list[Held]:
    """Every row about one person that this subject holds. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer, person_id)
    theirs = {"sitting__registration__person": person_id}
    of_script = {f"script__{name}": value for name, value in theirs.items()}
    return [
        *held(
            "An assessment window you were entered for",
            Sitting.objects.filter(registration__person=person_id).order_by("entered_at"),
        ),
        *held(
            "Something that made your deadline later",
            DeadlineRow.objects.filter(sitting__registration__person=person_id).order_by("made_at"),
        ),
        *held(
            "What was agreed so that you can show what you know",
            AccessArrangement.objects.filter(person=person_id).order_by("agreed_at"),
        ),
        *held(
            "An arrangement you asked for",
            AccessRequest.objects.filter(registration__person=person_id).order_by("asked_at"),
        ),
        *held("A response you wrote", Script.objects.filter(**theirs).order_by("sitting")),
        *held(
            "A version of a response that was saved",
            Revision.objects.filter(**of_script).order_by("id"),
        ),
        *held("A response you handed in", Submission.objects.filter(**of_script).order_by("submitted_at")),
        *_files(person_id),
        *held(
            "A response of yours as it is marked",
            SealedScript.objects.filter(submission__script__sitting__registration__person=person_id),
        ),
        *_alike(person_id),
        *held(
            "A conversation about a response of yours",
            Conversation.objects.filter(**{f"look__script__{_SEALED_OF}": person_id}).order_by("recorded_at"),
        ),
        *held("How you want to see what you write", WritingDisplay.objects.filter(person=person_id)),
        *held(
            "A case study you opened as a member of staff",
            CaseOpening.objects.filter(opened_by=person_id).order_by("opened_at"),
        ),
        *held(
            "A text you gave for a case study as a member of staff",
            GivenSource.objects.filter(given_by=person_id).defer("numbers").order_by("given_at"),
        ),
    ]


def _alike(person_id: UUID) -> list[Held]:
    """Which passages of theirs stand elsewhere too, and what staff made of it: nothing of anybody else’s text."""
    numbers = ScriptFingerprint.objects.filter(**{f"script__{_SEALED_OF}": person_id})
    first = Likeness.objects.filter(**{f"first__{_SEALED_OF}": person_id}).order_by("found_at", "id")
    second = Likeness.objects.filter(**{f"second__{_SEALED_OF}": person_id}).order_by("found_at", "id")
    looks = Look.objects.filter(**{f"script__{_SEALED_OF}": person_id}).order_by("opened_at")
    return [
        *(
            replace(one, facts={**one.facts, "numbers": f"{len(row.numbers)} numbers"})
            for row in numbers
            for one in held("A response of yours as it is compared", [row])
        ),
        *(_own_side(row, 0) for row in first),
        *(_own_side(row, 2) for row in second),
        *held("That somebody looked at a response of yours", looks),
    ]


def _own_side(row: Likeness, side: int) -> Held:
    """Where the passages are in their own text: from which word to before which."""
    (one,) = held("Passages of a response of yours that another text has too", [row])
    told = {name: one.facts[name] for name in ("origin", "longest", "found_at")}
    return replace(one, facts={**told, "passages": [list(words[side : side + 2]) for words in row.passages]})


def _files(person_id: UUID) -> list[Held]:
    """Word processor's files: the bytes themselves are theirs already, and are told by how many there are."""
    rows = WordFile.objects.filter(script__sitting__registration__person=person_id).order_by("uploaded_at")
    return [
        replace(one, facts={**one.facts, "content": f"{len(row.content)} bytes"})
        for row in rows
        for one in held("A Word file you uploaded", [row])
    ]

"""Words for what a later version of a course changes."""

from enum import StrEnum

from npq.domain.learning.kinds import ChangeKind, JournalKind, RefusalCode

CHANGES: dict[ChangeKind, tuple[str, str]] = {
    ChangeKind.FIRST: ("First version", "There was none before it."),
    ChangeKind.WORDING: ("Wording", "The same in better words. It reaches your participants by itself."),
    ChangeKind.MATERIAL: (
        "Material",
        "Pages are new, gone, moved or rewritten, or take another time. How answers are judged stays the same.",
    ),
    ChangeKind.ASSESSMENT: (
        "Bears on the assessment",
        "What counts as a right answer, or a statement of the framework, is not the same any more. It is never taken up "
        "while an assessment is open.",
    ),
}

EVENTS: dict[str, str] = {
    JournalKind.STUDY_OPENED: "Course opened",
    JournalKind.STUDY_UPGRADED: "Moved to a later version of the course",
}

REFUSALS: dict[StrEnum, str] = {
    RefusalCode.NOTHING_TO_TAKE_UP: "Your participants in this cohort follow this version already, or a later one, or "
    "will come to it by themselves",
    RefusalCode.WINDOW_OPEN: "This version bears on the assessment, and an assessment is open for this cohort until "
    "{closes_at}. Take the version up after that",
}


def minutes(number: int) -> str:
    """How the time that a course takes changes, as 9 minutes more."""
    if not number:
        return "As long as before"
    return f"{abs(number):,} minute{'' if abs(number) == 1 else 's'} {'more' if number > 0 else 'fewer'}"

"""Words of windows: somebody’s sitting in one, what is missing before it, and what moves a deadline."""

from enum import StrEnum

from npq.kernel.states import TransitionTable


class WindowKind(StrEnum):
    """What a window is for: the assessment itself, or to try everything out weeks before."""

    LIVE = "live"
    REHEARSAL = "rehearsal"


class SittingState(StrEnum):
    """How far somebody is in a window."""

    ENTERED = "entered"
    OPEN = "open"
    SUBMITTED = "submitted"
    SEALED = "sealed"
    MISSED = "missed"
    MOVED = "moved"

    @classmethod
    def standing(cls) -> frozenset["SittingState"]:
        """Those in which something is still to come."""
        return frozenset({cls.ENTERED, cls.OPEN, cls.SUBMITTED})


SITTING = TransitionTable(
    "sitting in a window",
    SittingState.ENTERED,
    {
        SittingState.ENTERED: {
            "open_case": SittingState.OPEN,
            "move_sitting": SittingState.MOVED,
            "close_windows": SittingState.MISSED,
        },
        SittingState.OPEN: {
            "submit_script": SittingState.SUBMITTED,
            "move_sitting": SittingState.MOVED,
            "close_windows": SittingState.MISSED,
        },
        SittingState.SUBMITTED: {
            "withdraw_submission": SittingState.OPEN,
            "seal_scripts": SittingState.SEALED,
        },
    },
)


class DeadlineKind(StrEnum):
    """What moves one person's deadline: something of theirs, or something that went wrong on our side."""

    EXTENSION = "extension"
    INCIDENT = "incident"


class DeadlineReason(StrEnum):
    """Why a deadline is later, in a code that tells nothing of anybody's health or family."""

    PERSONAL = "personal"
    WORK = "work"
    PUBLIC_DUTY = "public_duty"
    OTHER = "other"
    SERVICE_FAILED = "service_failed"
    CONNECTION_FAILED = "connection_failed"


class Ground(StrEnum):
    """What somebody's deadline rests on."""

    WINDOW = "window"
    EXTENSION = "extension"
    ARRANGEMENT = "arrangement"
    INCIDENT = "incident"


class MoveReason(StrEnum):
    """Why somebody sits in a later window, as told as the reason of a deadline."""

    NOT_READY = "not_ready"
    WORK = "work"
    PERSONAL = "personal"
    OTHER = "other"


class ByWhom(StrEnum):
    """On which side of a sitting somebody acted."""

    PARTICIPANT = "participant"
    PROVIDER = "provider"
    SERVICE = "service"


class Gap(StrEnum):
    """What is missing between somebody and a window."""

    NO_PLACE = "no_place"
    ON_A_BREAK = "on_a_break"
    LEFT_THE_COURSE = "left_the_course"
    NO_COURSE = "no_course"
    STUDY = "study"
    ATTEMPTS_USED = "attempts_used"
    RESULT_TO_COME = "result_to_come"
    CASE_KNOWN = "case_known"
    NO_WINDOW = "no_window"
    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    CASE_UNDER_EMBARGO = "case_under_embargo"
    CASE_RETIRED = "case_retired"


class Mover(StrEnum):
    """Whose move it is; nobody's where only time helps."""

    PARTICIPANT = "participant"
    PROVIDER = "provider"
    NOBODY = "nobody"


class Letter(StrEnum):
    """What is written to somebody about a window, in the order in which it comes."""

    THREE_WEEKS = "three_weeks"
    ONE_WEEK = "one_week"
    FIRST_MORNING = "first_morning"
    TWO_DAYS_LEFT = "two_days_left"
    THREE_HOURS_LEFT = "three_hours_left"

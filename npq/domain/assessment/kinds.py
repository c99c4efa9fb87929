"""Words of the assessment: cases and their papers, windows, and somebody’s sitting in one."""

from enum import StrEnum

from npq.kernel.states import TransitionTable


class CaseKind(StrEnum):
    """What a case study is for: to be assessed with, or to practise on."""

    LIVE = "live"
    REHEARSAL = "rehearsal"


class DocumentKind(StrEnum):
    """What a supporting document of a case is."""

    TABLE = "table"
    CHART = "chart"
    EXTRACT = "extract"
    LETTER = "letter"
    MINUTES = "minutes"


class ChartKind(StrEnum):
    """How a document's chart is drawn."""

    LINES = "lines"
    BARS = "bars"


class Verdict(StrEnum):
    """What the pass rule makes of a set of levels, in the words of an answer's file."""

    PASS = "pass"  # noqa: S105  a verdict, no password
    NOT_A_PASS = "not a pass"  # noqa: S105  the same


class OpeningPurpose(StrEnum):
    """What somebody of staff opens a live case for. Only who sets it opens it under embargo."""

    SETTING = "setting"
    MARKING = "marking"
    MODERATION = "moderation"
    QUESTION = "question"


OPENING_HOURS = 8
"""How long a live case stays open to somebody of staff who said what for; after that they say so again."""


class RetirementReason(StrEnum):
    """Why a case is not set again."""

    EXPOSED = "exposed"
    USED_ENOUGH = "used_enough"
    FAULTY = "faulty"

    @property
    def of_whole_family(self) -> bool:
        """Whether every variant goes with it: what has become known of one is known of all."""
        return self is not RetirementReason.FAULTY


class OverLimit(StrEnum):
    """What becomes of a response that is longer than the limit."""

    READ_TO_LIMIT = "read_to_limit"
    REFUSE = "refuse"
    WARN = "warn"


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


class Format(StrEnum):
    """How the papers of a case are given to somebody."""

    LARGE_PRINT = "large_print"
    PLAIN = "plain"
    AUDIO_FRIENDLY = "audio_friendly"


class WordFault(StrEnum):
    """Why a word processor's file is not read."""

    NOT_WORD = "not_word"
    OLD_OR_LOCKED = "old_or_locked"
    MACROS = "macros"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    EMPTY = "empty"


class Tool(StrEnum):
    """What somebody says they used to write a response."""

    NONE = "none"
    SPELLING = "spelling"
    DICTATION = "dictation"
    TRANSLATION = "translation"
    GENERATIVE_IDEAS = "generative_ideas"
    GENERATIVE_TEXT = "generative_text"
    OTHER = "other"


class HandedIn(StrEnum):
    """How a response was handed in: by its writer, or at the deadline because they had chosen so."""

    BY_WRITER = "by_writer"
    AT_DEADLINE = "at_deadline"


class Choice(StrEnum):
    """Which of two versions somebody goes on with: the one that is the head, the one kept beside it, or both."""

    HEAD = "head"
    BRANCH = "branch"
    BOTH = "both"


class Face(StrEnum):
    """The letters that somebody writes in."""

    OURS = "ours"
    SANS = "sans"
    SERIF = "serif"
    MONO = "mono"


class Spacing(StrEnum):
    NORMAL = "normal"
    WIDE = "wide"
    WIDEST = "widest"


class Colours(StrEnum):
    """What somebody writes on, and in."""

    LIGHT = "light"
    CREAM = "cream"
    BLUE = "blue"
    DARK = "dark"


MOST_SECTION_CHARACTERS, MOST_TOOLS_CHARACTERS = 60_000, 500
"""How long one answer of a response and the words on tools may be. The word limit is the policy's, and far below."""


class Ground(StrEnum):
    """What somebody's deadline rests on."""

    WINDOW = "window"
    EXTENSION = "extension"
    ARRANGEMENT = "arrangement"
    INCIDENT = "incident"


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


class Task(StrEnum):
    TELL_OF_WINDOW = "assessment.tell_of_window"
    TELL_DEADLINE = "assessment.tell_deadline"
    TELL_MISSED = "assessment.tell_missed"
    TELL_MOVED = "assessment.tell_moved"
    SEND_RECEIPT = "assessment.send_receipt"


class JournalKind(StrEnum):
    ASSESSMENT_PUBLISHED = "assessment_published"
    CASE_OPENED_BY_STAFF = "case_opened_by_staff"
    CASE_EXPOSED = "case_exposed"
    CASE_RETIRED = "case_retired"
    WRITING_BEGUN = "writing_begun"
    SCRIPT_SUBMITTED = "script_submitted"
    SUBMISSION_WITHDRAWN = "submission_withdrawn"
    SEND_AT_DEADLINE_CHOSEN = "send_at_deadline_chosen"
    WORD_FILE_TAKEN = "word_file_taken"
    SCRIPTS_SEALED = "scripts_sealed"
    POLICY_DECIDED = "assessment_policy_decided"
    WINDOW_MADE = "window_made"
    WINDOW_CHANGED = "window_changed"
    SITTING_ENTERED = "sitting_entered"
    SITTING_OPENED = "sitting_opened"
    SITTING_MOVED = "sitting_moved"
    SITTING_MISSED = "sitting_missed"
    SITTING_REMINDED = "sitting_reminded"
    DEADLINE_MOVED = "deadline_moved"
    ACCESS_AGREED = "access_arrangement_agreed"
    ACCESS_ENDED = "access_arrangement_ended"


class RefusalCode(StrEnum):
    ASSESSMENT_VERSION_TAKEN = "assessment_version_taken"
    EMBARGO_STANDS = "embargo_stands"
    CASE_UNDER_EMBARGO = "case_under_embargo"
    CASE_RETIRED = "case_retired"
    WRITING_OVER = "writing_over"
    SCRIPT_HANDED_IN = "script_handed_in"
    SECTION_TOO_LONG = "section_too_long"
    NOTHING_WRITTEN = "nothing_written"
    NOT_STATED_AS_OWN = "not_stated_as_own"
    TOOLS_TOO_LONG = "tools_too_long"
    WORDS_OVER_LIMIT = "words_over_limit"
    VERSIONS_TO_CHOOSE = "versions_to_choose"
    WORD_FILE_UNREADABLE = "word_file_unreadable"
    WRITTEN_MEANWHILE = "written_meanwhile"
    TOO_MANY_FILES = "too_many_files"
    DISPLAY_OUT_OF_BOUNDS = "display_out_of_bounds"


class WindowRefusal(StrEnum):
    """Why a window, a sitting or a deadline stays as it is."""

    NO_POLICY = "assessment_no_policy"
    POLICY_IS_PAST = "assessment_policy_is_past"
    WINDOW_HAS_OPENED = "window_has_opened"
    WINDOW_OPENS_TOO_LATE = "window_opens_too_late"
    WINDOW_ENDS_BEFORE_IT_BEGINS = "window_ends_before_it_begins"
    WINDOWS_OVERLAP = "windows_overlap"
    CLINIC_OUTSIDE_WINDOW = "clinic_outside_window"
    CASE_IS_OF_ANOTHER_KIND = "case_is_of_another_kind"
    CASE_NOT_READY = "case_not_ready_for_window"
    NOT_READY_TO_SIT = "not_ready_to_sit"
    SITS_ELSEWHERE = "sits_elsewhere"
    SITTING_OVER = "sitting_over"
    NO_LATER_WINDOW = "no_later_window"
    EXTENSION_TOO_LONG = "extension_too_long"
    DEADLINE_NOT_LATER = "deadline_not_later"
    ARRANGEMENT_GIVES_NOTHING = "arrangement_gives_nothing"
    ARRANGEMENT_OUT_OF_BOUNDS = "arrangement_out_of_bounds"

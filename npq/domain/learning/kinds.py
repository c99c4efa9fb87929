"""Words of learning: kinds of pages and questions."""

from enum import StrEnum


class PageKind(StrEnum):
    """What a page of a unit is for, in the order a unit has them."""

    OPENING = "opening"
    READING = "reading"
    CASE = "case"
    CHECK = "check"
    REFLECTION = "reflection"
    TASK = "task"
    RECAP = "recap"
    SOURCES = "sources"

    @classmethod
    def serving(cls) -> frozenset["PageKind"]:
        """The kinds of pages that serve statements of the framework."""
        return frozenset({cls.READING, cls.CASE, cls.CHECK, cls.REFLECTION, cls.TASK})


class QuestionKind(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"


class StatementKind(StrEnum):
    KNOW = "know"
    DO = "do"


class SourceKind(StrEnum):
    BOOK = "book"
    RESEARCH = "research"
    REVIEW = "review"
    GUIDANCE = "guidance"
    LAW = "law"
    REPORT = "report"


class Opening(StrEnum):
    """Whether a topic can be studied, or is an outline so far."""

    NOW = "now"
    LATER = "later"


class ChangeKind(StrEnum):
    """What a new version of a course changes for somebody who studies an older one, from least to most.

    Wording flows to everybody. Material is taken up cohort by cohort. What bears on the assessment is never taken up
    while an assessment window is open.
    """

    FIRST = "first"
    WORDING = "wording"
    MATERIAL = "material"
    ASSESSMENT = "assessment"

    @property
    def weight(self) -> int:
        return list(ChangeKind).index(self)


class Moment(StrEnum):
    """When somebody says how sure they are: before a check, and after it."""

    BEFORE = "before"
    AFTER = "after"


class HowSure(StrEnum):
    NOT_YET = "not_yet"
    SOMEWHAT = "somewhat"
    FAIRLY = "fairly"
    VERY = "very"


class HowFar(StrEnum):
    """How far somebody says they are in a topic, from least to most."""

    NEW = "new"
    SOME = "some"
    DOING = "doing"
    LEADING = "leading"


LEAST_MINUTES, USUAL_MINUTES, MOST_MINUTES = 60, 90, 120
"""What somebody may give a study plan a week, and what they give unless they say otherwise."""

MOST_ENTRY_CHARACTERS = 20_000
"""How long an entry of the learning log may be."""

MOST_PDF_CHARACTERS = 1_000_000
"""How much of a learning log goes into one PDF, which takes under two seconds to make then."""

MOST_SHARED_A_DAY = 20
"""How many entries somebody may share within 24 hours: each is a letter to an address that they typed."""


class ProgressOrder(StrEnum):
    """What a provider's list of progress begins with."""

    SILENT = "silent"
    LEAST = "least"
    MOST = "most"
    NAME = "name"


class Share(StrEnum):
    """How much of a course somebody has studied, in whole per cent."""

    NOTHING = "0"
    FIRST_QUARTER = "1-24"
    SECOND_QUARTER = "25-49"
    THIRD_QUARTER = "50-74"
    NEARLY = "75-89"
    ENOUGH = "90"


class Silence(StrEnum):
    """How many whole days ago somebody studied last."""

    A_WEEK = "0-7"
    TWO_WEEKS = "8-14"
    FOUR_WEEKS = "15-28"
    EIGHT_WEEKS = "29-56"
    LONGER = "57"


class Delivery(StrEnum):
    """What has become of a message as an email to one person; they can read it on a page all the same."""

    QUEUED = "queued"
    POSTED = "posted"
    FAILED = "failed"
    NO_ADDRESS = "no_address"


MOST_SUBJECT_CHARACTERS, MOST_REACH_CHARACTERS, MOST_MESSAGE_CHARACTERS = 120, 200, 4_000
"""How long the parts of a provider's message may be."""

MOST_MESSAGES_A_DAY = 5
"""How many messages a lead provider may send on one day."""


class Task(StrEnum):
    MOVE_STUDIES = "learning.move_studies"
    WRITE_TO_COACH = "learning.write_to_coach"
    SEND_MESSAGE = "learning.send_message"


class JournalKind(StrEnum):
    COURSE_VERSION_PUBLISHED = "course_version_published"
    COURSE_DRAFT_OFFERED = "course_draft_offered"
    COURSE_DRAFT_REMOVED = "course_draft_removed"
    STUDY_OPENED = "study_opened"
    STUDY_UPGRADED = "study_upgraded"
    VERSION_TAKEN_UP = "version_taken_up"
    ASSESSMENT_PERIOD_NOTED = "assessment_period_noted"
    STUDY_PLAN_SET = "study_plan_set"
    STUDY_WEEK_TAKEN_OFF = "study_week_taken_off"
    STUDY_WEEK_GIVEN_BACK = "study_week_given_back"
    CALENDAR_FEED_MADE = "calendar_feed_made"
    CALENDAR_FEED_REVOKED = "calendar_feed_revoked"
    AUDIT_TAKEN = "audit_taken"
    PRIORITIES_CHOSEN = "priorities_chosen"
    LOG_ENTRY_SHARED = "log_entry_shared"
    LOG_ENTRY_SHARING_STOPPED = "log_entry_sharing_stopped"
    LOG_DELETED = "log_deleted"
    MESSAGE_SENT = "message_sent"


class RefusalCode(StrEnum):
    VERSION_TAKEN = "version_taken"
    CHANGE_UNDERSTATED = "change_understated"
    WINDOW_OPEN = "window_open"
    NOTHING_TO_TAKE_UP = "nothing_to_take_up"
    PAGE_NOT_FINISHED = "page_not_finished"
    STUDY_ENDED = "study_ended"
    PLAN_OUT_OF_BOUNDS = "plan_out_of_bounds"
    WEEK_OUTSIDE_PROGRAMME = "week_outside_programme"
    AUDIT_EMPTY = "audit_empty"
    PRIORITIES_NOT_THREE = "priorities_not_three"
    ENTRY_CHANGED_ELSEWHERE = "entry_changed_elsewhere"
    ENTRY_TOO_LONG = "entry_too_long"
    ENTRY_NOT_TEXT = "entry_not_text"
    LOG_TOO_LONG_FOR_PDF = "log_too_long_for_pdf"
    COACH_IS_YOU = "coach_is_you"
    COACH_IS_SPONSOR = "coach_is_sponsor"
    COACH_IS_STAFF = "coach_is_staff"
    COACH_WANTS_NO_MAIL = "coach_wants_no_mail"
    TOO_MANY_SHARED = "too_many_shared"
    MESSAGE_INCOMPLETE = "message_incomplete"
    MESSAGE_TOO_LONG = "message_too_long"
    MESSAGE_NOT_TEXT = "message_not_text"
    MESSAGES_USED_UP = "messages_used_up"
    NOBODY_TO_WRITE_TO = "nobody_to_write_to"
    LIST_CHANGED_MEANWHILE = "list_changed_meanwhile"

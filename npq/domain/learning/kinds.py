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


class ProgressOrder(StrEnum):
    """What a provider's list of progress begins with."""

    SILENT = "silent"
    LEAST = "least"
    MOST = "most"
    NAME = "name"


class JournalKind(StrEnum):
    COURSE_VERSION_PUBLISHED = "course_version_published"
    STUDY_OPENED = "study_opened"
    STUDY_UPGRADED = "study_upgraded"
    STUDY_PLAN_SET = "study_plan_set"
    STUDY_WEEK_TAKEN_OFF = "study_week_taken_off"
    STUDY_WEEK_GIVEN_BACK = "study_week_given_back"
    CALENDAR_FEED_MADE = "calendar_feed_made"
    CALENDAR_FEED_REVOKED = "calendar_feed_revoked"
    AUDIT_TAKEN = "audit_taken"
    PRIORITIES_CHOSEN = "priorities_chosen"


class RefusalCode(StrEnum):
    VERSION_TAKEN = "version_taken"
    CHANGE_UNDERSTATED = "change_understated"
    PAGE_NOT_FINISHED = "page_not_finished"
    PLAN_OUT_OF_BOUNDS = "plan_out_of_bounds"
    WEEK_OUTSIDE_PROGRAMME = "week_outside_programme"
    AUDIT_INCOMPLETE = "audit_incomplete"
    PRIORITIES_NOT_THREE = "priorities_not_three"
    ENTRY_CHANGED_ELSEWHERE = "entry_changed_elsewhere"
    ENTRY_TOO_LONG = "entry_too_long"
    ENTRY_NOT_TEXT = "entry_not_text"

from enum import StrEnum


class CourseGroup(StrEnum):
    """Courses that share schedules and kinds of declaration."""

    LEADERSHIP = "leadership"
    SPECIALIST = "specialist"


class Season(StrEnum):
    """The two times of year at which courses start."""

    AUTUMN = "autumn"
    SPRING = "spring"


class FundingMode(StrEnum):
    """How much the department pays for in a cohort: nothing, a contracted number of places, or every eligible one."""

    ZERO = "zero"
    CAPPED = "capped"
    FULL = "full"


class DeclarationType(StrEnum):
    STARTED = "started"
    RETAINED_1 = "retained-1"
    RETAINED_2 = "retained-2"
    COMPLETED = "completed"


class Phase(StrEnum):
    """Whether a cohort takes registrations at a moment."""

    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"


class Publication(StrEnum):
    """What publishing something did. Publishing the same again leaves it unchanged, and writes nothing."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class JournalKind(StrEnum):
    QUALIFICATION_PUBLISHED = "qualification_published"
    COHORT_PUBLISHED = "cohort_published"
    OFFER_PUBLISHED = "offer_published"
    OFFER_CLOSED = "offer_closed"
    DELIVERY_PARTNERSHIP_PUBLISHED = "delivery_partnership_published"


class RefusalCode(StrEnum):
    COHORT_ALREADY_OPENED = "cohort_already_opened"
    OFFER_ALREADY_CLOSED = "offer_already_closed"

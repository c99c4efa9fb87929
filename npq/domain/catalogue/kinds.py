from enum import StrEnum


class CourseGroup(StrEnum):
    """Courses that share schedules and kinds of declaration."""

    LEADERSHIP = "leadership"
    SPECIALIST = "specialist"


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

"""Courses as published, and what somebody has studied of one."""

from npq.domain.learning.models.courses import CoursePage, CourseTopic, CourseUnit, CourseVersion
from npq.domain.learning.models.study import (
    CheckAnswer,
    Confidence,
    DecisionMade,
    PageDone,
    Study,
    UnitDone,
)

__all__ = [
    "CheckAnswer",
    "Confidence",
    "CoursePage",
    "CourseTopic",
    "CourseUnit",
    "CourseVersion",
    "DecisionMade",
    "PageDone",
    "Study",
    "UnitDone",
]

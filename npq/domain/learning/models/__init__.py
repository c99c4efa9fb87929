"""Courses as published, and what somebody has studied of one."""

from npq.domain.learning.models.audit import Audit, AuditAnswer
from npq.domain.learning.models.courses import CoursePage, CourseTopic, CourseUnit, CourseVersion
from npq.domain.learning.models.log import LogEntry
from npq.domain.learning.models.plan import StudyPlan
from npq.domain.learning.models.study import (
    CheckAnswer,
    Confidence,
    DecisionMade,
    PageDone,
    Study,
    UnitDone,
)

__all__ = [
    "Audit",
    "AuditAnswer",
    "CheckAnswer",
    "Confidence",
    "CoursePage",
    "CourseTopic",
    "CourseUnit",
    "CourseVersion",
    "DecisionMade",
    "LogEntry",
    "PageDone",
    "Study",
    "StudyPlan",
    "UnitDone",
]

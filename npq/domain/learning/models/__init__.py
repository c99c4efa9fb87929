"""Courses as published, and what somebody has studied of one."""

from npq.domain.learning.models.audit import Audit, AuditAnswer
from npq.domain.learning.models.courses import CoursePage, CourseTopic, CourseUnit, CourseVersion
from npq.domain.learning.models.draft import CourseDraft
from npq.domain.learning.models.log import LogEntry
from npq.domain.learning.models.messages import Message, MessageRecipient
from npq.domain.learning.models.plan import StudyPlan
from npq.domain.learning.models.sharing import SharedEntry
from npq.domain.learning.models.study import (
    CheckAnswer,
    Confidence,
    DecisionMade,
    PageDone,
    Study,
    UnitDone,
)
from npq.domain.learning.models.upgrades import AssessmentPeriod, CourseTakeUp, StudyChange

__all__ = [
    "AssessmentPeriod",
    "Audit",
    "AuditAnswer",
    "CheckAnswer",
    "Confidence",
    "CourseDraft",
    "CoursePage",
    "CourseTakeUp",
    "CourseTopic",
    "CourseUnit",
    "CourseVersion",
    "DecisionMade",
    "LogEntry",
    "Message",
    "MessageRecipient",
    "PageDone",
    "SharedEntry",
    "Study",
    "StudyChange",
    "StudyPlan",
    "UnitDone",
]

"""Assessments, rubrics and case studies as they were set, and who saw them."""

from npq.domain.assessment.models.access import AccessArrangement, AccessRequest
from npq.domain.assessment.models.alike import (
    CaseSalt,
    Conversation,
    GivenSource,
    Likeness,
    Look,
    ScriptFingerprint,
    WindowComparison,
)
from npq.domain.assessment.models.cases import (
    CaseExposure,
    CaseOpening,
    CaseRetirement,
    CaseVersion,
)
from npq.domain.assessment.models.policy import Policy
from npq.domain.assessment.models.setting import AssessmentVersion, Rubric
from npq.domain.assessment.models.windows import DeadlineRow, Sitting, Window
from npq.domain.assessment.models.writing import (
    MarkedScript,
    Revision,
    Script,
    SealedScript,
    Submission,
    WordFile,
    WritingDisplay,
)

__all__ = [
    "AccessArrangement",
    "AccessRequest",
    "AssessmentVersion",
    "CaseExposure",
    "CaseOpening",
    "CaseRetirement",
    "CaseSalt",
    "CaseVersion",
    "Conversation",
    "DeadlineRow",
    "GivenSource",
    "Likeness",
    "Look",
    "MarkedScript",
    "Policy",
    "Revision",
    "Rubric",
    "Script",
    "ScriptFingerprint",
    "SealedScript",
    "Sitting",
    "Submission",
    "Window",
    "WindowComparison",
    "WordFile",
    "WritingDisplay",
]

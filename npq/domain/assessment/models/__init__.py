"""Assessments, rubrics and case studies as they were set, and who saw them."""

from npq.domain.assessment.models.access import AccessArrangement
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
    "AssessmentVersion",
    "CaseExposure",
    "CaseOpening",
    "CaseRetirement",
    "CaseVersion",
    "DeadlineRow",
    "MarkedScript",
    "Policy",
    "Revision",
    "Rubric",
    "Script",
    "SealedScript",
    "Sitting",
    "Submission",
    "Window",
    "WordFile",
    "WritingDisplay",
]

"""Words of marking: why somebody may not mark a script, why it is marked twice, and how a mark came about."""

from enum import StrEnum


class Conflict(StrEnum):
    """Why somebody may not mark a response, whoever wrote it."""

    OWN = "own"
    EMPLOYER = "employer"
    TRUST = "trust"
    PAST_EMPLOYER = "past_employer"
    SPONSOR = "sponsor"
    COACH = "coach"
    FACILITATOR = "facilitator"
    DECLARED = "declared"
    MARKED_BEFORE = "marked_before"


class SecondLook(StrEnum):
    """Why a script is marked a second time by somebody who does not see the first mark."""

    FAILED = "failed"
    BOUNDARY = "boundary"
    SAMPLE = "sample"


class Apart(StrEnum):
    """Why two marks of a script do not agree by the rule, so that the two markers, or a third, settle it."""

    VERDICT = "verdict"
    CRITERION = "criterion"
    TOTAL = "total"

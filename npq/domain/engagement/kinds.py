from enum import StrEnum


class StepKind(StrEnum):
    """The conditions between a request and the award, in the order they are shown. Later ones join at the end."""

    APPROVAL = "approval"
    FUNDING = "funding"
    DECISION = "decision"
    STUDY = "study"
    ASSESSMENT = "assessment"


class StepState(StrEnum):
    """Whose move a step is. `waiting` has nobody's yet: an earlier step is before it."""

    DONE = "done"
    YOURS = "yours"
    THEIRS = "theirs"
    WAITING = "waiting"
    NOT_NEEDED = "not_needed"


class Party(StrEnum):
    """Who can make a move. `you` is always the participant."""

    PARTICIPANT = "participant"
    SPONSOR = "sponsor"
    LEAD_PROVIDER = "lead_provider"
    DEPARTMENT = "department"


class StepNote(StrEnum):
    """What there is to say of a step, for an audience to put into words."""

    SPONSOR_ASKED = "sponsor_asked"
    SPONSOR_APPROVED = "sponsor_approved"
    SPONSOR_DECLINED = "sponsor_declined"
    SPONSOR_DOES_NOT_KNOW_YOU = "sponsor_does_not_know_you"
    SPONSOR_NOT_REACHED = "sponsor_not_reached"
    SPONSOR_DID_NOT_ANSWER = "sponsor_did_not_answer"
    SPONSOR_NEVER_ASKED = "sponsor_never_asked"
    FUNDED = "funded"
    NOT_FUNDED = "not_funded"
    FUNDING_IN_REVIEW = "funding_in_review"
    PROVIDER_DECIDES = "provider_decides"
    PROVIDER_AWAITS_APPROVAL = "provider_awaits_approval"
    PROVIDER_ACCEPTED = "provider_accepted"
    PROVIDER_REJECTED = "provider_rejected"
    STUDY_TO_DO = "study_to_do"
    STUDY_ENOUGH = "study_enough"
    STUDY_PAUSED = "study_paused"
    ASSESSMENT_ENTERED = "assessment_entered"
    ASSESSMENT_OPEN = "assessment_open"
    ASSESSMENT_SUBMITTED = "assessment_submitted"
    ASSESSMENT_IN_MARKING = "assessment_in_marking"
    ASSESSMENT_MISSED = "assessment_missed"
    OTHER_PLACE_ACCEPTED = "other_place_accepted"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    LEFT_THE_COURSE = "left_the_course"

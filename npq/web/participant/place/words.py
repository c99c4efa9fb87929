"""Words for codes, as whoever has a place reads them."""

from enum import StrEnum

from npq.domain.enrolment.kinds import (
    FOR_PROVIDERS_TO_SAY,
    DeferralReason,
    Side,
    TrainingRefusal,
    TrainingStatus,
    WithdrawalReason,
)
from npq.domain.enrolment.queries.training import Change
from npq.kernel import dates

STATUSES: dict[TrainingStatus, tuple[str, str]] = {
    TrainingStatus.ACTIVE: ("Studying", "green"),
    TrainingStatus.DEFERRED: ("Taking a break", "yellow"),
    TrainingStatus.WITHDRAWN: ("Left the course", "grey"),
}

BREAKS: dict[StrEnum, str] = {
    DeferralReason.BEREAVEMENT: "Somebody close to me has died",
    DeferralReason.LONG_TERM_SICKNESS: "I am ill for a long time",
    DeferralReason.PARENTAL_LEAVE: "Parental leave",
    DeferralReason.CAREER_BREAK: "A career break",
    DeferralReason.OTHER: "Another reason",
}

LEAVING: dict[StrEnum, str] = {
    WithdrawalReason.NO_CAPACITY_FOR_PROGRAMME: "The course takes more time than I have",
    WithdrawalReason.NO_CAPACITY: "My work leaves no room for it just now",
    WithdrawalReason.COMMITMENT_UNCLEAR: "I did not know how much it would ask of me",
    WithdrawalReason.HEALTH_OR_PREGNANCY: "My health, or pregnancy",
    WithdrawalReason.PERSONAL_OTHER: "Another personal reason",
    WithdrawalReason.MOVING_SCHOOL: "I am moving to another school or trust",
    WithdrawalReason.SCHOOL_CIRCUMSTANCES_CHANGED: "Things have changed at my school or trust",
    WithdrawalReason.SCHOOL_LEADERSHIP_CHANGED: "The leadership of my school or trust has changed",
    WithdrawalReason.PRIORITIES_CHANGED: "I want to develop in another way now",
    WithdrawalReason.CAREER_CHANGED: "I am changing career",
    WithdrawalReason.NOT_FOR_ROLE: "The course does not fit my role, or what I need to learn",
    WithdrawalReason.STRUCTURE_NOT_SUITABLE: "How the course is organised does not suit me",
    WithdrawalReason.CONTENT_NOT_SUITABLE: "What the course covers does not suit me",
    WithdrawalReason.FACILITATION_NOT_EFFECTIVE: "The sessions are not led well",
    WithdrawalReason.ACCESSIBILITY: "The course is not accessible to me",
    WithdrawalReason.QUALITY_OTHER: "Something else about the quality of the course",
    WithdrawalReason.OTHER: "Another reason",
    WithdrawalReason.NOT_ENGAGED: "Your provider could not reach you",
    WithdrawalReason.INVOICE_NOT_PAID: "An invoice was not paid",
    WithdrawalReason.STARTED_IN_ERROR: "You were started by mistake",
    WithdrawalReason.ASSESSMENT_NOT_MET: "The requirements of the assessment were not met",
}

WHY: dict[StrEnum, str] = {**BREAKS, **LEAVING}

TO_CHOOSE = {reason: words for reason, words in LEAVING.items() if reason not in FOR_PROVIDERS_TO_SAY}

REFUSALS: dict[StrEnum, str] = {
    TrainingRefusal.ALREADY_ON_A_BREAK: "You are taking a break already. You can choose another day for its end on the page of your place",
    TrainingRefusal.NOT_ON_A_BREAK: "You are not taking a break any more, so there is no day to change",
    TrainingRefusal.LEFT_THE_COURSE: "You have left this course already. Only your provider can bring you back",
    TrainingRefusal.RETURN_NOT_AHEAD: "Choose a day after today",
    TrainingRefusal.BREAK_TOO_LONG: "A break can last until {latest} at the most. Choose a day up to then",
    TrainingRefusal.PROVIDER_BRINGS_BACK: "You have left this course, and only your provider can bring you back. Ask them",
    TrainingRefusal.PLACE_ELSEWHERE: "You have another place on this course",
    TrainingRefusal.TRAINING_CHANGED_MEANWHILE: "Something has changed since you opened the page, and nothing was changed now. Look at how things stand before you go on",
}


def afterwards(provider: str) -> str:
    """What it means to come back once the course has ended."""
    return f"{provider} would have to let you finish with a later cohort. Ask them first"


def change(one: Change, provider: str) -> str:
    """One change in a sentence: "You began a break until 12 April 2027. Parental leave."."""
    said = "You" if one.side is Side.PARTICIPANT else f"{provider} recorded that you"
    why = f" {WHY[one.reason]}." if one.reason else ""
    match one.status:
        case TrainingStatus.ACTIVE:
            return f"{said} came back."
        case TrainingStatus.DEFERRED:
            did = "began a break until" if one.moves else "moved the end of your break to"
            return f"{said} {did} {dates.day(one.returns_on)}.{why}"
        case _:
            return f"{said} left the course.{why}"

"""Words for codes of training, as a lead provider's staff read them."""

from datetime import date
from enum import StrEnum

from npq.domain.enrolment.kinds import DeferralReason, Side, TrainingRefusal, TrainingStatus, WithdrawalReason
from npq.domain.enrolment.queries.training import Change
from npq.kernel import dates

STATUSES: dict[TrainingStatus, tuple[str, str]] = {
    TrainingStatus.ACTIVE: ("Studying", "green"),
    TrainingStatus.DEFERRED: ("On a break", "yellow"),
    TrainingStatus.WITHDRAWN: ("Left the course", "grey"),
}

BREAKS: dict[StrEnum, str] = {
    DeferralReason.BEREAVEMENT: "Bereavement",
    DeferralReason.LONG_TERM_SICKNESS: "Long-term sickness",
    DeferralReason.PARENTAL_LEAVE: "Parental leave",
    DeferralReason.CAREER_BREAK: "Career break",
    DeferralReason.OTHER: "Another reason",
}

LEAVING: dict[StrEnum, str] = {
    WithdrawalReason.NO_CAPACITY_FOR_PROGRAMME: "Not enough time for the programme",
    WithdrawalReason.NO_CAPACITY: "Not enough capacity just now",
    WithdrawalReason.COMMITMENT_UNCLEAR: "The commitment was not clear to them",
    WithdrawalReason.HEALTH_OR_PREGNANCY: "Personal: health or pregnancy",
    WithdrawalReason.MOVING_SCHOOL: "Personal: moving to another school",
    WithdrawalReason.PERSONAL_OTHER: "Personal: another reason",
    WithdrawalReason.SCHOOL_CIRCUMSTANCES_CHANGED: "Circumstances at their school changed",
    WithdrawalReason.SCHOOL_LEADERSHIP_CHANGED: "The leadership of their school changed",
    WithdrawalReason.PRIORITIES_CHANGED: "Their priorities changed",
    WithdrawalReason.CAREER_CHANGED: "Change of career",
    WithdrawalReason.NOT_FOR_ROLE: "Not appropriate for their role and development",
    WithdrawalReason.STRUCTURE_NOT_SUITABLE: "Quality: the structure is not suitable",
    WithdrawalReason.CONTENT_NOT_SUITABLE: "Quality: the content is not suitable",
    WithdrawalReason.FACILITATION_NOT_EFFECTIVE: "Quality: the facilitation is not effective",
    WithdrawalReason.ACCESSIBILITY: "Quality: accessibility",
    WithdrawalReason.QUALITY_OTHER: "Quality: another reason",
    WithdrawalReason.ASSESSMENT_NOT_MET: "Requirements of the assessment were not met",
    WithdrawalReason.NOT_ENGAGED: "Not engaged, and cannot be reached",
    WithdrawalReason.INVOICE_NOT_PAID: "An invoice was not paid",
    WithdrawalReason.STARTED_IN_ERROR: "Started in error",
    WithdrawalReason.OTHER: "Another reason",
}

WHY: dict[StrEnum, str] = {**BREAKS, **LEAVING}

AFTERWARDS = "You would have to let them finish with a later cohort"
"""What it means for somebody to come back once the course has ended."""

REFUSALS: dict[StrEnum, str] = {
    TrainingRefusal.ALREADY_ON_A_BREAK: "They are on a break already. Look at how things stand before you go on",
    TrainingRefusal.NOT_ON_A_BREAK: "They are not on a break any more, so there is no day to change",
    TrainingRefusal.LEFT_THE_COURSE: "They have left the course already",
    TrainingRefusal.RETURN_NOT_AHEAD: "Choose a day after today",
    TrainingRefusal.BREAK_TOO_LONG: "A break can last until {latest} at the most. Choose a day up to then",
    TrainingRefusal.PROVIDER_BRINGS_BACK: "This is your own place, and only somebody else at your organisation can bring you back",
    TrainingRefusal.PLACE_ELSEWHERE: "They have another place on this course and in this cohort meanwhile, so they cannot be brought back to this one",
    TrainingRefusal.TRAINING_CHANGED_MEANWHILE: "Something has changed since you opened the page, and nothing was changed now. Look at how things stand before you go on",
}


def expected(returns_on: date, today: date) -> str:
    """When somebody on a break is expected: "Expected back on 3 May 2027, 12 days ago"."""
    days = (today - returns_on).days
    if days <= 0:
        return (
            f"Expected back on {dates.day(returns_on)}"
            if days
            else f"Expected back today, {dates.day(returns_on)}"
        )
    return f"Expected back on {dates.day(returns_on)}, {days} day{'' if days == 1 else 's'} ago"


def change(one: Change) -> str:
    """One change in a sentence, with who recorded it."""
    by = "The participant" if one.side is Side.PARTICIPANT else "Your staff"
    why = f" {WHY[one.reason]}." if one.reason else ""
    match one.status:
        case TrainingStatus.ACTIVE:
            return f"{by}: back on the course."
        case TrainingStatus.DEFERRED:
            did = "break until" if one.moves else "end of the break moved to"
            return f"{by}: {did} {dates.day(one.returns_on)}.{why}"
        case _:
            return f"{by}: left the course.{why}"

"""Sentences made of what is known of one registration, as its participant reads them."""

from npq.domain.registration.queries.registrations import ApprovalRow, RegistrationStory
from npq.kernel.dates import moment
from npq.web.participant import words
from npq.web.shared.fields.school import school_text


def workplace(story: RegistrationStory) -> str:
    """The school as the picker writes it, or the employer where no school was chosen."""
    return school_text(story.workplace) if story.workplace else story.employer_name


def sponsor(approval: ApprovalRow) -> str:
    """Who was asked, and what came of it: "Grace Adeyemi, line manager, at grace@oakfield.example. Asked on ..."."""
    came_of_it = words.APPROVALS[approval.status].format(
        asked=moment(approval.asked_at),
        until=moment(approval.expires_at),
        answered=moment(approval.answered_at),
    )
    return f"{_who(approval)}. {came_of_it}"


def _who(approval: ApprovalRow) -> str:
    """The sponsor, as far as it is still stored who they are."""
    role = words.SPONSOR_ROLES[approval.sponsor_role]
    if not approval.sponsor_name:
        return f"Your {role}, whose name and address we have deleted"
    if not approval.sponsor_email:
        return f"{approval.sponsor_name}, {role}, whose address we have deleted"
    return f"{approval.sponsor_name}, {role}, at {approval.sponsor_email}"

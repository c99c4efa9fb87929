from enum import StrEnum

from npq.kernel.states import TransitionTable


class Status(StrEnum):
    """Where a request for a place stands. Provider systems see `replaced` and `withdrawn` as rejected."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


REGISTRATION = TransitionTable(
    "registration",
    Status.PENDING,
    {
        Status.PENDING: {
            "accept_registration": Status.ACCEPTED,
            "reject_registration": Status.REJECTED,
            "reject_siblings": Status.REJECTED,
            "withdraw_registration": Status.WITHDRAWN,
            "change_registration": Status.REPLACED,
        },
        # The published API lets a provider take an acceptance back while nothing has been declared for it.
        Status.ACCEPTED: {"reject_registration": Status.REJECTED},
    },
)


class RejectionReason(StrEnum):
    """The reasons provider systems know."""

    EXPIRED = "registration_expired"
    BY_PROVIDER = "rejected_by_provider"
    OTHER_ACCEPTED = "other_application_in_this_cohort_accepted"


class ProviderReason(StrEnum):
    """Why a lead provider said no, as its staff choose it."""

    ROLE_NOT_SUITABLE = "role_not_suitable"
    NO_PLACES = "no_places"
    SPONSOR_NOT_CONFIRMED = "sponsor_not_confirmed"
    NO_REPLY = "no_reply"
    OTHER = "other"


class Nursery(StrEnum):
    """Kinds of early years setting; the first two stand in the schools register."""

    MAINTAINED = "local_authority_maintained_nursery"
    PRESCHOOL_CLASS = "preschool_class_as_part_of_school"
    PRIVATE = "private_nursery"
    ANOTHER = "another_early_years_setting"


class FundingChoice(StrEnum):
    """Who pays where the department does not."""

    SCHOOL = "school"
    TRUST = "trust"
    SELF = "self"
    ANOTHER = "another"
    EMPLOYER = "employer"


class SponsorRole(StrEnum):
    LINE_MANAGER = "line_manager"
    CHAIR_OF_GOVERNORS = "chair_of_governors"
    CHAIR_OF_TRUSTEES = "chair_of_trustees"


class ApprovalStatus(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    NOT_KNOWN = "not_known"
    NOT_REACHED = "not_reached"
    EXPIRED = "expired"
    REPLACED = "replaced"


_ANOTHER_IS_ASKED = {
    "change_sponsor": ApprovalStatus.REPLACED,
    "change_registration": ApprovalStatus.REPLACED,
}

APPROVAL = TransitionTable(
    "sponsor's approval",
    ApprovalStatus.ASKED,
    {
        ApprovalStatus.ASKED: {
            "approve_registration": ApprovalStatus.APPROVED,
            "decline_registration": ApprovalStatus.DECLINED,
            "disown_registration": ApprovalStatus.NOT_KNOWN,
            "expire_approvals": ApprovalStatus.EXPIRED,
            "give_up_on_sponsor": ApprovalStatus.NOT_REACHED,
            "close_with_registration": ApprovalStatus.REPLACED,
            **_ANOTHER_IS_ASKED,
        },
        # What was approved was this work and this course: change them, and it is asked again.
        ApprovalStatus.APPROVED: {"change_registration": ApprovalStatus.REPLACED},
        ApprovalStatus.DECLINED: _ANOTHER_IS_ASKED,
        ApprovalStatus.NOT_KNOWN: _ANOTHER_IS_ASKED,
        ApprovalStatus.NOT_REACHED: _ANOTHER_IS_ASKED,
        ApprovalStatus.EXPIRED: {"resend_request": ApprovalStatus.ASKED, **_ANOTHER_IS_ASKED},
    },
)


class LinkState(StrEnum):
    """What a sponsor's link opens: the question, or why there is none any more."""

    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    NOT_NEEDED = "not_needed"


class Strength(StrEnum):
    """How much the sponsor's address says: the workplace's own domain, another organisation's, or anybody's."""

    WORKPLACE = "workplace_domain"
    ORGANISATION = "other_organisation_domain"
    ANYBODY = "anybody_domain"
    UNKNOWN = "workplace_domain_unknown"


class Task(StrEnum):
    """Names of work that follows a change."""

    TELL_SUBMITTED = "registration.tell_submitted"
    ASK_SPONSOR = "registration.ask_sponsor"
    REMIND_SPONSOR = "registration.remind_sponsor"
    THANK_SPONSOR = "registration.thank_sponsor"
    RELEASE_SPONSOR = "registration.release_sponsor"
    TELL_SPONSOR_ENDED = "registration.tell_sponsor_ended"
    TELL_SPONSOR_ANSWERED = "registration.tell_sponsor_answered"
    TELL_WITHDRAWN = "registration.tell_withdrawn"
    TELL_CHANGED = "registration.tell_changed"
    CONFIRM_INTEREST = "registration.confirm_interest"
    TELL_REGISTRATION_OPEN = "registration.tell_registration_open"


class JournalKind(StrEnum):
    REGISTRATION_SUBMITTED = "registration_submitted"
    REGISTRATION_CHANGED = "registration_changed"
    REGISTRATION_WITHDRAWN = "registration_withdrawn"
    REGISTRATION_ACCEPTED = "registration_accepted"
    REGISTRATION_REJECTED = "registration_rejected"
    SPONSOR_ASKED = "sponsor_asked"
    SPONSOR_ASKED_AGAIN = "sponsor_asked_again"
    SPONSOR_REMINDED = "sponsor_reminded"
    SPONSOR_APPROVED = "sponsor_approved"
    SPONSOR_DECLINED = "sponsor_declined"
    SPONSOR_NOT_KNOWN = "sponsor_not_known"
    SPONSOR_ALLOWS_EMAILS = "sponsor_allows_emails"
    SPONSOR_NOT_REACHED = "sponsor_not_reached"
    SPONSOR_EXPIRED = "sponsor_expired"
    SPONSOR_REPLACED = "sponsor_replaced"
    INTEREST_ASKED = "interest_asked"
    INTEREST_CONFIRMED = "interest_confirmed"
    INTEREST_STOPPED = "interest_stopped"
    INTERESTED_TOLD = "interested_told"


class RefusalCode(StrEnum):
    DRAFT_INCOMPLETE = "draft_incomplete"
    DRAFT_CHANGED_ELSEWHERE = "draft_changed_elsewhere"
    ANSWER_TOO_LONG = "answer_too_long"
    ALREADY_REGISTERED = "already_registered"
    COHORT_NOT_OPEN = "cohort_not_open"
    PROVIDER_DOES_NOT_OFFER = "provider_does_not_offer"
    WORKPLACE_UNKNOWN = "workplace_unknown"
    WORKPLACE_CLOSED = "workplace_closed"
    NOT_PENDING = "not_pending"
    NOTHING_CHANGED = "nothing_changed"
    ALREADY_ACCEPTED = "already_accepted"
    ALREADY_REJECTED = "already_rejected"
    SPONSOR_IS_APPLICANT = "sponsor_is_applicant"
    SPONSOR_STOPPED = "sponsor_stopped"
    LINK_NOT_VALID = "link_not_valid"
    LINK_EXPIRED = "link_expired"
    LINK_USED = "link_used"
    NOT_CONFIRMED = "not_confirmed"
    RESENT_TOO_OFTEN = "resent_too_often"
    TOO_MANY_SPONSORS = "too_many_sponsors"
    APPROVAL_NOT_OPEN = "approval_not_open"
    REGISTRATION_CLOSED = "registration_closed"

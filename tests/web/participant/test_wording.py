from datetime import timedelta

from npq.domain.registration.kinds import ApprovalStatus, SponsorRole, Strength
from npq.domain.registration.queries.registrations import ApprovalRow
from npq.web.participant.wording import sponsor
from tests.each import each
from tests.world import AT

ASKED = {
    "status": ApprovalStatus.ASKED,
    "sponsor_name": "Grace Adeyemi",
    "sponsor_email": "grace@oakfield.example",
    "asked_at": AT,
    "expires_at": AT + timedelta(days=28),
    "answered_at": None,
}
REACHED = "Grace Adeyemi, line manager, at grace@oakfield.example. "
GONE = {"sponsor_name": "", "sponsor_email": "", "status": ApprovalStatus.APPROVED}


@each(
    ("facts", "said"),
    [
        (
            {},
            REACHED
            + "Asked on 2 November 2026 at 9:30am. Their link works until 30 November 2026 at 9:30am.",
        ),
        ({"status": ApprovalStatus.APPROVED}, REACHED + "Approved on 3 November 2026 at 9:30am."),
        (
            {"status": ApprovalStatus.NOT_KNOWN, "sponsor_email": ""},
            "Grace Adeyemi, line manager, whose address we have deleted. Answered on 3 November 2026 at 9:30am that "
            "they do not know you.",
        ),
        (
            GONE,
            "Your line manager, whose name and address we have deleted. Approved on 3 November 2026 at 9:30am.",
        ),
    ],
)
def test_the_sponsor_as_far_as_they_are_known_and_what_came_of_asking(facts, said):
    row = ASKED | ({"answered_at": AT + timedelta(days=1)} if facts else {}) | facts
    assert sponsor(approval(**row)) == said


def approval(**facts) -> ApprovalRow:
    """The row a page is given; what it does not speak of is left empty."""
    rest = dict.fromkeys(ApprovalRow.__dataclass_fields__)
    known = {"sponsor_role": SponsorRole.LINE_MANAGER, "strength": Strength.WORKPLACE}
    return ApprovalRow(**rest | known | facts)

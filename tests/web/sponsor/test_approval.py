"""The sponsor's pages: the link, in every state it can be in, and the three answers."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from npq.domain.enrolment.operations import accept_registration
from npq.domain.registration.kinds import ApprovalStatus, JournalKind, SponsorRole, Status
from npq.domain.registration.models import Approval, Registration, StoppedAddress
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.domain.registration.operations.sponsor_reminders import expire_approvals
from npq.domain.registration.operations.sponsors import change_sponsor, resend_request
from npq.domain.registration.queries.letters import SPONSOR_LINK, sponsor_token
from npq.kernel import journal
from npq.kernel.signed_links import make_token
from tests import world
from tests.jobs import queued_jobs
from tests.web.visitor import Page, Visitor
from tests.world import AT

YES = {"workplace": "yes", "time": "yes", "cover": "yes"}
ANSWERS = ("", "/yes", "/no", "/not-known")


@pytest.fixture
def graces(nobodys) -> Visitor:
    """The browser of the sponsor, who has no account."""
    return nobodys


def approval_of(registration: UUID) -> Approval:
    return Approval.objects.exclude(status=ApprovalStatus.REPLACED).get(registration=registration)


def link_of(registration: UUID) -> str:
    return f"/approve/{sponsor_token(approval_of(registration))}"


def answer(visitor: Visitor, registration: UUID, words: str, **fields: object) -> Page:
    return visitor.open(link_of(registration)).follow(words).send(fields)


class TestWhatIsAsked:
    def test_who_what_how_long_who_reads_it_and_until_when(self, graces, registered):
        page = graces.open(link_of(registered))
        assert page.heading == "Amina Clarke asks you to approve their course"
        assert page.rows == {
            "Applicant": "Amina Clarke",
            "Workplace": "Oakfield Academy",
            "Qualification": "Executive leadership",
            "Start": "Cohort 2026b",
            "Provider chosen now": "Northlight Institute",
            "Study": "1 to 2 hours a week on average, for 18 months",
        }
        assert "named you, Grace Adeyemi, as their chair of trustees" in page.text
        assert "read your answer and any comment" in page.text
        assert "for 2 years after you answer" in page.text
        assert "whether the place is funded" in page.text.lower() or "fully funded" in page.text
        assert "Please answer by 30 November 2026" in page.text

    def test_a_look_at_any_of_its_pages_answers_nothing(self, graces, registered):
        # Mail programs open links by themselves.
        for end in ANSWERS:
            assert graces.open(link_of(registered) + end).status == 200
        assert approval_of(registered).status == ApprovalStatus.ASKED
        assert approval_of(registered).answered_at is None

    def test_it_is_kept_by_no_browser_and_no_search_engine(self, graces, registered):
        response = graces.get(link_of(registered))
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "same-origin"

    def test_the_address_names_nobody(self, registered):
        assert "grace" not in link_of(registered).lower()
        assert "amina" not in link_of(registered).lower()


class TestApproving:
    def test_what_is_confirmed_recommended_and_said_is_kept(self, graces, registered, meridian):
        page = answer(
            graces, registered, "I approve it",
            **YES, recommended_provider=meridian, comment="Go well.\nCover is found.",
        )  # fmt: skip
        assert page.heading == "You have answered"
        assert "You approved it, on 2 November 2026" in page.text

        approval = approval_of(registered)
        assert approval.status == ApprovalStatus.APPROVED
        confirmed = (approval.confirms_workplace, approval.confirms_time, approval.confirms_cover)
        assert confirmed == (True, True, True)
        assert approval.recommended_provider_id == meridian
        assert approval.comment == "Go well.\nCover is found."
        assert approval.answered_at == AT
        assert journal.entries_about("registration", registered)[-1].kind == JournalKind.SPONSOR_APPROVED
        assert {"registration.thank_sponsor", "registration.tell_sponsor_answered"} <= set(queued_jobs())

    def test_nothing_is_recommended_unless_chosen(self, graces, registered):
        answer(graces, registered, "I approve it", **YES)
        assert approval_of(registered).recommended_provider_id is None

    def test_to_approve_is_to_confirm_all_three_and_what_was_ticked_stays(self, graces, registered):
        page = answer(graces, registered, "I approve it", time="yes", comment="Half a thought")
        assert page.errors == [
            "Tick to confirm that they work where they say",
            "Tick to confirm that they will be covered",
        ]
        assert page.title.startswith("Error: ")
        assert (page.holds("time"), page.holds("comment")) == (["yes"], ["Half a thought"])
        assert approval_of(registered).status == ApprovalStatus.ASKED

    def test_a_comment_as_long_as_a_book_is_refused_and_stays_in_its_box(self, graces, registered):
        page = answer(graces, registered, "I approve it", **YES, comment="x" * 10_000)
        assert page.errors == ["Your comment must be 2,000 characters or fewer"]
        assert page.holds("comment") == ["x" * 10_000]
        assert approval_of(registered).status == ApprovalStatus.ASKED

    def test_a_provider_that_is_not_offered_cannot_be_recommended(self, graces, registered):
        page = answer(graces, registered, "I approve it", **YES, recommended_provider=uuid4())
        assert page.errors == ["Choose from the list for “Would you recommend a provider?”"]
        assert approval_of(registered).status == ApprovalStatus.ASKED

    def test_pressed_twice_it_is_one_answer(self, graces, registered):
        form = graces.open(link_of(registered) + "/yes")
        form.send(YES, comment="The first")
        assert form.send(YES, comment="The second").heading == "You have answered"
        assert approval_of(registered).comment == "The first"

    def test_a_registration_that_is_accepted_already_may_still_be_approved(
        self, graces, registered, northlight
    ):
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        assert answer(graces, registered, "I approve it", **YES).heading == "You have answered"


class TestDeclining:
    def test_the_registration_stays_and_the_comment_is_kept(self, graces, registered):
        page = answer(graces, registered, "I do not approve it", comment="Not this year.")
        assert page.heading == "You have answered"
        assert "You did not approve it" in page.text
        approval = approval_of(registered)
        assert (approval.status, approval.comment) == (ApprovalStatus.DECLINED, "Not this year.")
        assert Registration.objects.get(id=registered).status == Status.PENDING

    def test_no_reason_need_be_given(self, graces, registered):
        assert answer(graces, registered, "I do not approve it").heading == "You have answered"
        assert approval_of(registered).comment == ""

    def test_a_long_reason_is_refused_and_kept_in_its_box(self, graces, registered):
        page = answer(graces, registered, "I do not approve it", comment="y" * 10_000)
        assert page.errors == ["Your reason must be 2,000 characters or fewer"]
        assert page.holds("comment") == ["y" * 10_000]
        assert approval_of(registered).status == ApprovalStatus.ASKED


class TestDisowning:
    def test_all_mail_to_the_address_stops(self, graces, registered, northlight):
        page = answer(graces, registered, "I do not know this person")
        assert "You said that you do not know this person" in page.text
        assert "We will not write to you again" in page.text
        assert "Amina" not in page.text
        assert approval_of(registered).status == ApprovalStatus.NOT_KNOWN
        assert StoppedAddress.objects.count() == 1
        assert "registration.thank_sponsor" not in queued_jobs()

    def test_can_be_undone_with_the_same_link_and_then_they_can_be_named_again(
        self, graces, amina, registered
    ):
        said = answer(graces, registered, "I do not know this person")
        page = said.send()
        assert "they can name you once more" in page.text
        assert not StoppedAddress.objects.exists()
        assert said.send().heading == "You have answered"
        change_sponsor(
            by=amina, at=AT, registration_id=registered,
            role=SponsorRole.CHAIR_OF_TRUSTEES, name="Grace Adeyemi", email="grace@oakfield.example",
        )  # fmt: skip
        assert graces.open(link_of(registered)).heading.startswith("Amina Clarke asks")

    def test_undoing_takes_the_link_it_was_said_with(self, graces, registered):
        answer(graces, registered, "I do not know this person")
        assert graces.post_to("/approve/a:b:c/emails").status == 404
        assert StoppedAddress.objects.exists()


class TestLinksThatAskNothing:
    @pytest.mark.parametrize("end", ANSWERS)
    def test_forged_or_damaged(self, graces, registered, end):
        whole = sponsor_token(approval_of(registered))
        other_purpose = make_token("interest-stop", approval=str(approval_of(registered).id), round=1)
        gone = make_token(SPONSOR_LINK, approval=str(uuid4()), round=1)
        damaged = (whole[:-4], whole + "x", "A" + whole, "a:b", "z" * 5_000, "%00", make_token(SPONSOR_LINK))
        for token in (*damaged, other_purpose, gone):
            page = graces.open(f"/approve/{token}{end}")
            assert (page.status, page.heading) == (404, "This link does not work"), token
            if end:
                sent = graces.post_to(f"/approve/{token}{end}", YES)
                assert (sent.status, sent.heading) == (404, "This link does not work"), token
        assert approval_of(registered).status == ApprovalStatus.ASKED

    def test_a_damaged_link_says_what_to_do(self, graces, registered):
        page = graces.open(link_of(registered)[:-4])
        assert page.status == 404
        assert "copy the whole link" in page.text
        assert "Nothing is lost" in page.text

    @pytest.mark.parametrize("swept", [True, False])
    @pytest.mark.parametrize("end", ANSWERS)
    def test_expired_whether_or_not_the_sweep_has_run(self, graces, registered, clock, end, swept):
        link = link_of(registered)
        clock.move(days=28)
        if swept:
            expire_approvals(by=world.BY, at=clock.at)
        page = graces.open(link + end)
        assert (page.status, page.heading) == (410, "This link has expired")
        assert "can send you a new link" in page.text
        assert "Amina" not in page.text
        if end:
            assert graces.post_to(link + end, YES).heading == "This link has expired"
        assert approval_of(registered).answered_at is None

    def test_the_last_moment_counts(self, graces, registered, clock):
        clock.move(days=28, seconds=-1)
        assert answer(graces, registered, "I approve it", **YES).heading == "You have answered"

    def test_an_open_page_sent_after_the_end_is_told_so(self, graces, registered, clock):
        form = graces.open(link_of(registered) + "/yes")
        clock.move(days=29)
        assert form.send(YES).heading == "This link has expired"

    def test_a_newer_one_was_sent(self, graces, amina, registered):
        old = link_of(registered)
        resend_request(by=amina, at=AT + timedelta(days=1), registration_id=registered)
        page = graces.open(old)
        assert (page.status, page.heading) == (410, "There is a newer link")
        assert graces.post_to(f"{old}/yes", YES).heading == "There is a newer link"
        assert graces.open(link_of(registered)).heading.startswith("Amina Clarke asks")

    @pytest.mark.parametrize("other", ["/no", "/not-known"])
    def test_used_it_shows_the_answer_and_takes_no_other(self, graces, registered, other):
        link = link_of(registered)
        answer(graces, registered, "I approve it", **YES)
        page = graces.open(link)
        assert (page.status, page.heading) == (200, "You have answered")
        assert page.rows["Applicant"] == "Amina Clarke"
        assert graces.open(link + other).heading == "You have answered"
        assert graces.post_to(link + other).heading == "You have answered"
        assert approval_of(registered).status == ApprovalStatus.APPROVED

    def test_somebody_else_is_asked_by_now(self, graces, amina, registered):
        link = link_of(registered)
        change_sponsor(
            by=amina, at=AT, registration_id=registered,
            role=SponsorRole.LINE_MANAGER, name="Ben Osei", email="ben@oakfield.example",
        )  # fmt: skip
        page = graces.open(link)
        assert (page.status, page.heading) == (410, "Your answer is not needed any more")
        assert "Amina" not in page.text

    def test_the_participant_withdrew(self, graces, amina, registered):
        link = link_of(registered)
        withdraw_registration(by=amina, at=AT, registration_id=registered)
        page = graces.open(link)
        assert (page.status, page.heading) == (410, "Your answer is not needed any more")
        assert graces.post_to(f"{link}/yes", YES).status == 410

    def test_one_persons_link_opens_nothing_of_anothers(self, graces, zed, registered, northlight, oakfield):
        theirs = world.registration(zed, northlight, workplace=oakfield)
        answer(graces, registered, "I approve it", **YES)
        assert approval_of(theirs).status == ApprovalStatus.ASKED

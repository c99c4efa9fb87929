"""The participant's home, and one registration: where it stands, whose move it is, what can be done."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.learning.operations.studying import complete_page, open_study
from npq.domain.organisations.models import SchoolRecord
from npq.domain.people.queries import details_of
from npq.domain.registration.kinds import ApprovalStatus, ProviderReason, Status
from npq.domain.registration.models import Approval, Draft, Registration
from npq.domain.registration.operations.sponsor_answers import disown_registration
from npq.domain.registration.operations.sponsor_reminders import expire_approvals, give_up_on_sponsor
from npq.kernel import journal
from npq.kernel.viewer import Viewer
from tests import world
from tests.asked import statements
from tests.jobs import queued_jobs
from tests.web.participant.walk import CHECK, name_of
from tests.web.provider.test_registrations import approve, decline
from tests.web.shared import dom
from tests.web.sponsor.test_approval import approval_of, link_of
from tests.web.visitor import Page, Visitor
from tests.world import AT

DAY = timedelta(days=1)


def at_registration(visitor: Visitor, registration: UUID, end: str = "") -> Page:
    return visitor.open(f"/home/registrations/{registration}{end}")


def row(registration: UUID) -> Registration:
    return Registration.objects.get(id=registration)


class TestHome:
    def test_with_nothing_yet_it_leads_to_registering(self, aminas, northlight):
        page = aminas.open("/home")
        assert page.heading == "Your qualifications"
        assert "You have not registered for a qualification yet." in page.text
        assert page.links["Register for a qualification"] == "/register"

    def test_a_registration_says_whose_move_it_is(self, aminas, registered):
        page = aminas.open("/home")
        assert "Cohort 2026b, Northlight Institute With the provider" in page.text
        tags = [p for p in page.main.iter("p") if dom.words(p) == "With the provider"]
        assert len(tags) == 1, "the tag has a line to itself"
        assert "your sponsor by 30 November 2026, and your provider by 16 November 2026." in page.text

    def test_what_is_overdue_is_late_from_the_day_after(self, aminas, registered, clock):
        clock.move(days=14)
        assert "late" not in aminas.open("/home").text
        clock.move(days=1)
        page = aminas.open("/home")
        assert (
            "your sponsor by 30 November 2026, and your provider (it was due by 16 November 2026 and is late). "
            "Ask your provider when they will decide." in page.text
        )

    def test_a_single_move_that_is_overdue(self, aminas, registered, clock):
        approve(registered)
        clock.move(days=60)
        page = aminas.open("/home")
        assert "Your provider makes the next move. It was due by 16 November 2026 and is late." in page.text
        assert "Ask your provider when they will decide." in page.text

    def test_with_a_draft_and_nothing_else_the_draft_is_all_it_speaks_of(self, aminas, northlight):
        aminas.open("/register").send()
        page = aminas.open("/home")
        assert "You have a registration you have not submitted." in page.text
        assert "You have not registered for a qualification yet." not in page.text

    def test_only_ones_own(self, zeds, registered):
        assert "Executive leadership" not in zeds.open("/home").text

    def test_one_that_another_took_the_place_of_is_left_out(self, aminas, amina, registered, meridian):
        world.change(amina, registered, lead_provider=str(meridian))
        page = aminas.open("/home")
        assert "Meridian" in page.text
        assert "Northlight" not in page.text

    @pytest.mark.parametrize("rows", [1, 3])
    def test_as_many_queries_however_many_registrations(self, aminas, amina, northlight, rows):
        for number in range(rows):
            course = world.qualification(f"npq-course-{'abc'[number]}")
            world.offer(northlight, course=course)
            world.registration(amina, northlight, course=course)
        aminas.open("/home")
        with CaptureQueriesContext(connection) as queries:
            page = aminas.open("/home")
        assert len(page.main.findall(".//section")) == rows
        assert len(queries) == 16, statements(queries)

    def test_visitors_sign_in_first(self, nobodys):
        assert nobodys.open("/home").path == "/sign-in"


class TestOneRegistration:
    def test_the_route_what_was_sent_and_what_can_be_done(self, aminas, amina, registered):
        SchoolRecord.objects.update(postcode="HP4 1AB")
        page = at_registration(aminas, registered)
        assert page.heading == "Executive leadership"
        assert page.rows == {
            "Provider": "Northlight Institute",
            "Start": "Cohort 2026b",
            "Workplace": "Oakfield Academy, Oakfield, HP4 1AB",
            "Funding": "Fully fundedYou work in England for a state-funded school or 16 to 19 organisation and, as far "
            "as we know, this qualification has not been paid for you before.",
            "Submitted": "2 November 2026 at 9:30am",
            "Reference": str(registered),
            "Full name": "Amina Clarke",
            "Email address": details_of(amina).email,
            "Date of birth": "12 April 1979",
            "Teacher reference number": "Not given",
        }
        assert page.changes == {
            "Full name": "/account/name",
            "Email address": "/account/email",
            "Date of birth": "/account/date-of-birth",
            "Teacher reference number": "/account/teacher-reference-number",
        }
        assert page.steps == {
            "Your school approves": (
                "We have asked your sponsor to approve. We remind them, and you can send the request again."
                "By 30 November 2026",
                "Your sponsor",
            ),
            "Funding is decided": ("Your course is fully funded.2 November 2026", "Done"),
            "The provider decides on your place": (
                "Your provider has your registration and decides on your place.By 16 November 2026",
                "Your provider",
            ),
        }
        assert "Withdraw" in page.links
        assert "Name another sponsor" in page.links

    @pytest.mark.parametrize("end", ["", "/withdraw", "/sponsor", "/change/england", f"/change/{CHECK}"])
    def test_a_stranger_finds_nothing(self, zeds, registered, end):
        path = f"/home/registrations/{registered}{end}"
        page = zeds.open(path)
        assert page.status == 404 or page.path == f"/home/registrations/{registered}"
        assert page.status == 404
        assert "Amina" not in page.text

    @pytest.mark.parametrize(
        "end", ["/withdraw", "/sponsor", "/sponsor/send-again", "/change", "/change/england"]
    )
    def test_a_stranger_changes_nothing(self, zeds, registered, end):
        fields = {
            "sponsor_role": "line_manager", "sponsor_name": "Eve", "sponsor_email": "eve@else.example",
            "works_in_england": "no",
        }  # fmt: skip
        assert zeds.post_to(f"/home/registrations/{registered}{end}", fields).status == 404
        assert row(registered).status == Status.PENDING
        assert Approval.objects.count() == 1

    def test_one_that_never_was(self, aminas):
        assert at_registration(aminas, uuid4()).status == 404
        assert aminas.status("/home/registrations/nonsense") == 404

    def test_a_place(self, aminas, registered, northlight):
        approve(registered, comment="She is ready.")
        accept_registration(by=world.staff(northlight), at=AT + DAY, registration_id=registered)
        page = at_registration(aminas, registered)
        next_step = (
            "You have your place. Northlight Institute writes to you about the start. Your cohort starts on "
            "11 January 2027."
        )
        assert next_step in page.text
        assert "If you cannot take up your place, tell Northlight Institute as soon as you know." in page.text
        assert "giving it up ends the funding: this qualification is not paid for again." in page.text
        assert next_step in aminas.open("/home").text
        assert page.steps["The provider decides on your place"] == (
            "Your provider has given you a place.3 November 2026",
            "Done",
        )
        assert "She is ready." in page.text
        assert not {"Withdraw", "Name another sponsor"} & page.links.keys()

    def test_a_place_with_a_course_leads_on_to_self_study(
        self, aminas, amina, registered, northlight, priyas, tmp_path, clock
    ):
        world.course(tmp_path)
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        study = open_study(by=world.BY, at=AT, registration_id=registered)
        complete_page(by=amina, at=AT + DAY, study_id=study, page="tc1-opening")
        before = at_registration(aminas, registered)
        assert "Your move" not in before.text
        assert before.links["Go on with your study"] == f"/study/{study}"
        said, move = before.steps["You study the course"]
        assert said.endswith("1 of 40 minutes done, last on 3 November 2026Begins on 11 January 2027")
        assert move == "Not yet"
        assert "Your move" not in aminas.open("/home").text
        clock.move_to(datetime(2027, 1, 11, 12, tzinfo=UTC))
        page = at_registration(aminas, registered)
        assert "The way to your award" in page.text
        assert page.links["You study the course"] == f"/study/{study}"
        assert "Your move. Study on your own" in page.text
        assert "is enough to be entered for the assessment. We have asked your sponsor" in page.text, (
            "what others do goes on beside it"
        )
        evidence = "1 of 40 minutes done, last on 3 November 2026By 10 July 2028"
        said, move = page.steps["You study the course"]
        assert said.endswith(evidence)
        assert move == "Your move"
        theirs = priyas.open(f"/provider/registrations/{registered}")
        said, move = theirs.steps["Participant studies the course"]
        assert said.endswith(evidence)
        assert move == "The participant"
        assert (
            "If you are thinking of giving up your place, speak to Northlight Institute first." in page.text
        )
        clock.move_to(datetime(2028, 7, 12, 12, tzinfo=UTC))
        for late in (aminas.open("/home"), at_registration(aminas, registered)):
            assert "If you have not heard from" not in late.text, "who studies has heard how it starts"
        assert "Agree with your provider how you finish." in at_registration(aminas, registered).text

    def test_a_place_once_the_cohort_has_started(self, aminas, registered, northlight, clock):
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        clock.move(days=90)
        page = at_registration(aminas, registered)
        assert "Your cohort started on 11 January 2027. If you have not heard from Northlight" in page.text

    def test_giving_up_a_place_that_is_not_funded_ends_no_funding(self, aminas, amina, northlight):
        independent = world.school(100002, type_code="11", name="Dear House")
        registered = world.registration(amina, northlight, workplace=independent, funding_choice="self")
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        page = at_registration(aminas, registered)
        assert "If you cannot take up your place" in page.text
        assert "ends the funding" not in page.text

    def test_a_step_that_is_overdue_says_so_on_the_route(self, aminas, registered, clock):
        clock.move(days=15)
        page = at_registration(aminas, registered)
        assert page.steps["The provider decides on your place"][0] == (
            "Your provider has your registration and decides on your place."
            "Was due by 16 November 2026. It is late. Ask your provider when they will decide."
        )
        assert page.steps["Your school approves"][0].endswith("By 30 November 2026")

    def test_what_others_wrote_is_quoted_as_they_wrote_it(self, aminas, registered, northlight):
        approve(registered, comment="She is ready.\nSo are we.")
        reject_registration(
            by=world.staff(northlight), at=AT, registration_id=registered,
            reason=ProviderReason.OTHER, note="Not yet.\nAsk again.",
        )  # fmt: skip
        page = at_registration(aminas, registered)
        quoted = dom.find(page.main, "blockquote", class_="npq-quotation")
        assert [quote.text for quote in quoted] == ["Not yet.\nAsk again.", "She is ready.\nSo are we."]
        assert "Approved on 2 November 2026 at 9:30am. They wrote:" in page.text

    def test_turned_down_with_the_providers_words(self, aminas, registered, northlight):
        reject_registration(
            by=world.staff(northlight), at=AT, registration_id=registered,
            reason=ProviderReason.ROLE_NOT_SUITABLE, note="Headship first.",
        )  # fmt: skip
        page = at_registration(aminas, registered)
        assert "Your provider did not give you a place." in page.text
        assert "The course does not suit your present role." in page.text
        assert "Headship first." in page.text
        assert "Your school approves" not in page.steps, "nothing is asked of anybody any more"
        assert page.steps["The provider decides on your place"] == (
            "Your provider did not give you a place.2 November 2026",
            "Done",
        )
        assert not {"Withdraw", "Name another sponsor"} & page.links.keys()

    def test_what_was_typed_is_shown_as_text(self, aminas, registered, northlight):
        reject_registration(
            by=world.staff(northlight), at=AT, registration_id=registered,
            reason=ProviderReason.OTHER, note="<script>alert(1)</script>",
        )  # fmt: skip
        page = at_registration(aminas, registered)
        assert "<script>alert(1)</script>" in page.text
        assert not list(page.main.iter("script"))


class TestWithdrawing:
    def test_it_is_asked_once_more_and_done(self, aminas, registered, nobodys):
        link = link_of(registered)
        page = at_registration(aminas, registered).follow("Withdraw")
        assert page.heading == "Withdraw your registration?"
        assert "costs you no funding" in page.text
        assert row(registered).status == Status.PENDING
        done = page.send()
        assert done.path == f"/home/registrations/{registered}"
        assert "You have withdrawn your registration." in done.text
        assert "You withdrew this registration." in done.text
        assert "Grace Adeyemi, chair of trustees" in done.text
        assert "Had not answered when the registration ended." in done.text
        assert "You have withdrawn your registration." not in at_registration(aminas, registered).text
        assert row(registered).status == Status.WITHDRAWN
        assert nobodys.open(link).heading == "Your answer is not needed any more"
        assert {"registration.tell_withdrawn", "registration.release_sponsor"} <= set(queued_jobs())

    def test_it_says_what_becomes_of_the_sponsors_link_or_answer(self, aminas, registered):
        page = at_registration(aminas, registered, "/withdraw")
        assert "Executive leadership, Cohort 2026b. Your sponsor’s link stops working." in page.text
        approve(registered, comment="She is ready.")
        page = at_registration(aminas, registered, "/withdraw")
        assert "link" not in page.text
        assert "We tell your sponsor, who has approved, that it has ended." in page.text
        done = page.send()
        assert "Grace Adeyemi, chair of trustees" in done.text
        assert "She is ready." in done.text

    def test_after_a_no_there_is_nothing_to_say_of_the_sponsor(self, aminas, registered):
        decline(registered)
        page = at_registration(aminas, registered, "/withdraw")
        assert "link" not in page.text
        assert "We tell your sponsor" not in page.text

    def test_what_was_not_withdrawn_is_not_said_to_be(self, aminas, registered):
        page = at_registration(aminas, registered, "?withdrawn")
        assert "You have withdrawn" not in page.text

    def test_pressed_twice_it_is_one_withdrawal(self, aminas, registered):
        page = at_registration(aminas, registered, "/withdraw")
        page.send()
        assert page.send().status == 200
        assert queued_jobs().count("registration.tell_withdrawn") == 1

    def test_after_a_place_was_given_it_is_refused_in_words(self, aminas, registered, northlight):
        page = at_registration(aminas, registered, "/withdraw")
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        refused = page.send()
        assert refused.status == 409
        assert "cannot be changed any more" in refused.text
        assert row(registered).status == Status.ACCEPTED
        assert at_registration(aminas, registered, "/withdraw").path == f"/home/registrations/{registered}"

    def test_one_can_register_again(self, aminas, amina, registered, northlight):
        at_registration(aminas, registered, "/withdraw").send()
        assert row(world.registration(amina, northlight)).status == Status.PENDING
        assert len(aminas.open("/home").main.findall(".//section")) == 2


class TestChanging:
    def change(self, visitor: Visitor, registration: UUID, question: str, **fields: object) -> Page:
        """Opens the registration for change and answers one question anew; gives the check page."""
        check = at_registration(visitor, registration).send(button="Change this registration")
        assert name_of(check) == CHECK
        assert check.heading == "Check your changes"
        after = visitor.open(f"/home/registrations/{registration}/change/{question}").send(fields)
        return after.send(agreed="yes") if name_of(after) == "notice" else after

    def test_everything_sent_is_there_and_nothing_is_asked_again(self, aminas, registered):
        check = at_registration(aminas, registered).send(button="Change this registration")
        assert (name_of(check), check.back) == (CHECK, f"/home/registrations/{registered}")
        assert check.rows["Workplace"] == "Oakfield Academy, Oakfield"
        assert check.rows["Provider"] == "Northlight Institute"
        assert check.rows["Teacher reference number"] == "Not given"
        assert check.rows["Full name"] == "Amina Clarke"

    def test_another_provider_is_a_new_record_and_the_sponsor_is_kept(
        self, aminas, registered, meridian, merricks, priyas
    ):
        approve(registered)
        check = self.change(aminas, registered, "provider", lead_provider=meridian)
        assert check.rows["Provider"] == "Meridian Leadership College"
        done = check.send()
        assert "Your changes are saved." in done.text
        new = UUID(name_of(done))
        assert new != registered
        assert (row(registered).status, row(new).status) == (Status.REPLACED, Status.PENDING)
        assert row(new).person_id == row(registered).person_id
        assert approval_of(new).status == ApprovalStatus.APPROVED
        old = at_registration(aminas, registered)
        assert old.links["Go to the registration that took its place"] == f"/home/registrations/{new}"
        assert priyas.open(f"/provider/registrations/{registered}").heading == "Amina Clarke Moved away"
        assert merricks.open(f"/provider/registrations/{new}").heading == "Amina Clarke To decide"

    def test_another_workplace_stays_the_same_record_and_asks_the_sponsor_anew(
        self, aminas, registered, nobodys
    ):
        old_link = link_of(registered)
        world.school(100002, name="Elm Academy")
        check = self.change(
            aminas, registered, "workplace",
            **{"workplace": "Elm Academy, Oakfield", "workplace-urn": "100002"},
        )  # fmt: skip
        done = check.send()
        assert done.path == f"/home/registrations/{registered}"
        assert done.rows["Workplace"] == "Elm Academy, Oakfield"
        assert row(registered).workplace_id == 100002
        assert nobodys.open(old_link).heading == "Your answer is not needed any more"
        assert nobodys.open(link_of(registered)).rows["Workplace"] == "Elm Academy"

    def test_the_notice_is_read_again_as_it_names_the_new_provider(self, aminas, registered, meridian):
        at_registration(aminas, registered).send(button="Change this registration")
        provider = aminas.open(f"/home/registrations/{registered}/change/provider")
        notice = provider.send(lead_provider=meridian)
        assert name_of(notice) == "notice"
        assert "Meridian Leadership College" in notice.rows
        assert notice.holds("agreed") == []
        assert name_of(notice.send(agreed="yes")) == CHECK
        assert name_of(aminas.open(provider.path).send(lead_provider=meridian)) == CHECK

    def test_with_nothing_altered_nothing_is_changed_and_nobody_written_to(self, aminas, registered):
        changed_at, letters = row(registered).changed_at, queued_jobs()
        entries = len(journal.entries_about("registration", registered))
        check = at_registration(aminas, registered).send(button="Change this registration")
        for _ in range(2):
            done = check.send()
            assert done.path == f"/home/registrations/{registered}"
            assert "Nothing was changed. Your registration stays as you submitted it." in done.text
        assert row(registered).changed_at == changed_at
        assert queued_jobs() == letters
        assert len(journal.entries_about("registration", registered)) == entries
        assert not Draft.objects.exists()

    @pytest.mark.parametrize(
        ("course", "providers", "words"),
        [
            (False, True, "If you change the provider, the provider"),
            (True, False, "If you change the course, the provider"),
            (True, True, "If you change the provider or the course, the provider"),
            (False, False, ""),
        ],
    )
    def test_it_speaks_of_what_can_be_changed(self, aminas, registered, northlight, course, providers, words):
        if course:
            world.offer(northlight, course=world.qualification("npq-headship"))
        if providers:
            world.offer(world.lead_provider("Meridian Leadership College"))
        check = at_registration(aminas, registered).send(button="Change this registration")
        assert words in check.text
        assert bool(words) == ("the provider you had before" in check.text)
        asked_again = (
            "your workplace, your course or your sponsor" if course else "your workplace or your sponsor"
        )
        assert asked_again in check.text

    def test_submitted_twice_it_is_one_change(self, aminas, registered, meridian):
        check = self.change(aminas, registered, "provider", lead_provider=meridian)
        assert check.send().path == check.send().path
        assert Registration.objects.count() == 2

    def test_it_can_be_left_as_it_is(self, aminas, registered, meridian):
        check = self.change(aminas, registered, "provider", lead_provider=meridian)
        page = check.follow("Leave the registration as it is")
        assert page.heading == "Leave the registration as it is?"
        assert page.send().path == f"/home/registrations/{registered}"
        assert row(registered).status == Status.PENDING
        again = at_registration(aminas, registered).send(button="Change this registration")
        assert again.rows["Provider"] == "Northlight Institute"

    def test_when_the_provider_was_quicker_it_is_told(self, aminas, registered, northlight, meridian):
        check = self.change(aminas, registered, "provider", lead_provider=meridian)
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        page = check.send()
        assert "Your changes were not saved" in page.text
        assert "Your provider has given you a place." in page.text
        assert Registration.objects.count() == 1
        assert row(registered).status == Status.ACCEPTED

    def test_once_accepted_there_is_nothing_to_change(self, aminas, registered, northlight):
        page = at_registration(aminas, registered)
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        refused = page.send(button="Change this registration")
        assert refused.status == 409
        assert "cannot be changed any more" in refused.text

    def test_looking_at_the_address_of_the_button_changes_nothing(self, aminas, registered):
        assert at_registration(aminas, registered, "/change").path == f"/home/registrations/{registered}"
        assert (
            at_registration(aminas, registered, f"/change/{CHECK}").path
            == f"/home/registrations/{registered}"
        )


class TestSponsor:
    OTHER = {
        "sponsor_role": "line_manager",
        "sponsor_name": "Ben Osei",
        "sponsor_email": "ben@oakfield.example",
    }

    def test_another_is_asked_and_the_first_released(self, aminas, registered, nobodys):
        old_link = link_of(registered)
        page = at_registration(aminas, registered).follow("Name another sponsor")
        assert "The link we sent to Grace Adeyemi stops working." in page.text
        done = page.send(self.OTHER)
        assert "We have written to your sponsor." in done.text
        assert "Ben Osei, line manager, at ben@oakfield.example" in done.text
        assert approval_of(registered).sponsor_email == "ben@oakfield.example"
        assert nobodys.open(old_link).heading == "Your answer is not needed any more"
        assert "registration.release_sponsor" in queued_jobs()

    def test_after_a_decline_the_move_is_the_participants(self, aminas, registered):
        decline(registered)
        home = aminas.open("/home")
        assert "Your move. Your sponsor did not approve." in home.text
        page = at_registration(aminas, registered)
        assert "Not now." in page.text
        assert "Did not approve. Answered on 2 November 2026 at 9:30am. They wrote:" in page.text
        form = page.follow("Name another sponsor")
        assert "stops working" not in form.text, "the link has been answered"
        form.send(self.OTHER)
        assert approval_of(registered).status == ApprovalStatus.ASKED

    def test_one_who_does_not_know_them_is_told_of_without_the_address(self, aminas, registered):
        approval = approval_of(registered)
        disown_registration(
            by=Viewer.sponsor(approval.id), at=AT, approval_id=approval.id, round=approval.round
        )
        page = at_registration(aminas, registered)
        assert (
            "Grace Adeyemi, chair of trustees, whose address we have deleted. Answered on 2 November 2026 at 9:30am "
            "that they do not know you." in page.text
        )
        assert "stops working" not in page.follow("Name another sponsor").text

    def test_an_address_that_does_not_work(self, aminas, registered):
        give_up_on_sponsor(by=Viewer.system("test"), at=AT, approval_id=approval_of(registered).id)
        assert (
            "Your move. The email address you gave for your sponsor does not work."
            in aminas.open("/home").text
        )

    def test_one_who_did_not_answer_can_be_asked_again(self, aminas, registered, clock, nobodys):
        clock.move(days=29)
        expire_approvals(by=Viewer.system("test"), at=clock.at)
        page = at_registration(aminas, registered)
        assert "Your sponsor did not answer in time." in page.text
        done = page.send(button="Send the request again")
        assert "We have written to your sponsor." in done.text
        assert nobodys.open(link_of(registered)).heading.startswith("Amina Clarke asks")

    def test_the_request_is_sent_again_so_often_and_no_oftener(self, aminas, registered):
        page = at_registration(aminas, registered)
        for _ in range(4):
            page = page.send(button="Send the request again")
        assert "Send the request again" not in page.text
        refused = aminas.post_to(f"/home/registrations/{registered}/sponsor/send-again")
        assert refused.status == 409
        assert "sent as often as it can be" in refused.text

    @pytest.mark.parametrize(
        ("fields", "error"),
        [
            ({"sponsor_email": ""}, "Enter your sponsor’s email address"),
            ({"sponsor_name": "n" * 10_000}, "Their full name must be 128 characters or fewer"),
            (
                {"sponsor_email": "amina"},
                "Enter an email address in the correct format, like name@example.com",
            ),
        ],
    )
    def test_errors_are_named_and_what_was_typed_is_kept(self, aminas, registered, fields, error):
        page = at_registration(aminas, registered, "/sponsor").send(self.OTHER | fields)
        assert page.errors == [error]
        assert page.holds("sponsor_role") == ["line_manager"]
        for name, value in fields.items():
            assert page.holds(name) == [value]
        assert approval_of(registered).sponsor_name == "Grace Adeyemi"

    def test_ones_own_address_is_refused(self, db, northlight):
        amina = world.person("Amina Clarke", email="amina@oakfield.example")
        registered = world.registration(amina, northlight)
        page = at_registration(Visitor(amina), registered, "/sponsor")
        refused = page.send(self.OTHER | {"sponsor_email": "amina@oakfield.example"})
        assert refused.errors[0].startswith("This is your own address.")

    def test_once_approved_no_other_can_be_named(self, aminas, registered):
        form = at_registration(aminas, registered, "/sponsor")
        approve(registered)
        assert form.send(self.OTHER).errors == [
            "Your sponsor has answered already, so there is nothing to send or change"
        ]
        assert at_registration(aminas, registered, "/sponsor").path == f"/home/registrations/{registered}"
        assert "Name another sponsor" not in at_registration(aminas, registered).links

    def test_so_many_sponsors_and_no_more(self, aminas, registered):
        for number in range(7):
            other = self.OTHER | {"sponsor_email": f"ben{number}@oakfield.example"}
            assert not at_registration(aminas, registered, "/sponsor").send(other).errors
        page = at_registration(aminas, registered, "/sponsor").send(self.OTHER)
        assert page.errors == [
            "You have named 8 sponsors for this registration, which is the most there can be"
        ]

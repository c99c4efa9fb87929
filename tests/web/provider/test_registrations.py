"""The provider's list and one participant's story."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.catalogue.models import Offer
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.people.operations import give_role
from npq.domain.registration.models import Registration
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.domain.registration.operations.sponsor_answers import (
    Confirmations,
    approve_registration,
    decline_registration,
)
from npq.kernel.viewer import Role, RoleKind, Viewer
from tests import world
from tests.asked import statements
from tests.web.shared import dom
from tests.web.sponsor.test_approval import approval_of
from tests.web.visitor import Page, Visitor
from tests.world import AT

DAY = timedelta(days=1)
ADDRESS = "The sponsor’s email address"
CONTACT = {"Email address", "Teacher reference number"}


def names(page: Page) -> list[str]:
    return [row[0] for row in page.table]


def approve(registration, at=AT, comment="") -> None:
    approval = approval_of(registration)
    approve_registration(
        by=Viewer.sponsor(approval.id), at=at, approval_id=approval.id, round=1,
        confirms=Confirmations(workplace=True, time=True, cover=True), comment=comment,
    )  # fmt: skip


def decline(registration, at=AT) -> None:
    approval = approval_of(registration)
    decline_registration(
        by=Viewer.sponsor(approval.id), at=at, approval_id=approval.id, round=1, comment="Not now."
    )


class TestList:
    def test_before_anybody_has_registered_it_says_so(self, priyas):
        page = priyas.open("/provider")
        assert page.heading == "Registrations with Northlight Institute"
        assert "Nobody has registered with you yet" in page.text

    def test_a_row_says_who_what_where_it_stands_and_when_it_changed(self, priyas, registered):
        assert priyas.open("/provider").table == [
            [
                "Amina Clarke", "To decide", "16 November 2026", "Executive leadership, Cohort 2026b",
                "Oakfield Academy, Oakfield", "Asked", "Funded", "2 November 2026",
            ],
        ]  # fmt: skip

    def test_a_decision_says_until_when_and_when_it_is_late(self, priyas, registered, northlight, clock):
        world.qualification("npq-headship")
        world.offer(northlight, course="npq-headship", needs_approval=True)
        world.registration(world.person("Gated One"), northlight, course="npq-headship", at=AT - DAY)
        assert [row[2] for row in priyas.open("/provider").table] == [
            "16 November 2026", "Once the sponsor approves",
        ]  # fmt: skip
        clock.move_to(AT + 15 * DAY)
        assert priyas.open("/provider").table[0][2] == "16 November 2026 Overdue"
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        assert "" in [row[2] for row in priyas.open("/provider").table]

    def test_newest_change_first(self, priyas, northlight):
        first = world.registration(world.person("First Registered"), northlight)
        world.registration(world.person("Second Registered"), northlight, at=AT + DAY)
        assert names(priyas.open("/provider")) == ["Second Registered", "First Registered"]
        approve(first, AT + 2 * DAY)
        assert names(priyas.open("/provider")) == ["First Registered", "Second Registered"]

    def test_it_says_how_many_and_in_which_order(self, priyas, northlight, registered):
        assert "1 registration, newest change first" in priyas.open("/provider").text
        world.registration(world.person("Second Registered"), northlight)
        assert "2 registrations, newest change first" in priyas.open("/provider").text
        assert "1 registration, newest change first" in priyas.open("/provider?text=Second").text
        assert (
            "1 registration, soonest to decide first"
            in priyas.open("/provider?text=Second&order=decide_by").text
        )

    def test_on_a_narrow_screen_every_value_says_of_what_it_is(self, priyas, registered):
        page = priyas.open("/provider")
        heads = [dom.words(head) for head in page.main.iter("th") if head.attrib["scope"] == "col"]
        assert [cell.attrib["data-label"] for cell in page.main.iter("td")] == heads[1:]

    def test_another_providers_are_never_in_it(self, merricks, registered):
        page = merricks.open("/provider")
        assert "Amina" not in page.text
        for query in ("?text=Amina", f"?text={registered}", "?status=pending", "?page=1"):
            assert "Amina" not in merricks.open(f"/provider{query}").text

    @pytest.mark.parametrize("rows", [1, 3])
    @pytest.mark.parametrize("query", ["", "?order=decide_by&text=person"])
    def test_as_many_queries_however_many_rows(self, priyas, northlight, oakfield, rows, query):
        for number in range(rows):
            world.registration(world.person(f"Person {'ABC'[number]}"), northlight, workplace=oakfield)
        priyas.open("/provider")
        with CaptureQueriesContext(connection) as queries:
            assert len(priyas.open(f"/provider{query}").table) == rows
        assert len(queries) == QUERIES, "\n".join(statements(queries))

    def test_a_page_at_a_time(self, priyas, northlight):
        for number in range(27):
            world.registration(
                world.person(f"Person {chr(97 + number // 26)}{chr(97 + number % 26)}"),
                northlight, at=AT + timedelta(minutes=number),
            )  # fmt: skip
        first, second = priyas.open("/provider"), priyas.open("/provider?page=2")
        assert (len(first.table), len(second.table)) == (25, 2)
        assert not set(names(first)) & set(names(second))
        assert "Showing 1 to 25 of 27" in first.text
        assert "Showing 26 to 27 of 27" in second.text
        assert names(priyas.open("/provider?page=999")) == names(second)
        assert names(priyas.open("/provider?page=minus")) == names(first)
        narrowed = priyas.open("/provider?text=Person&page=2")
        assert len(narrowed.table) == 2
        assert any("text=Person" in href for href in narrowed.links.values())


QUERIES = 15
"""Session, account, viewer with roles; cohorts to filter by; how many, a page of them, their sponsors' answers and their
schools; the provider's name; five for their routes."""


class TestOrder:
    def test_whoever_must_be_decided_on_soonest_is_first(self, priyas, northlight, amina, registered):
        for name, days, gated in (("quick", 3, False), ("gated", 10, True)):
            world.qualification(f"npq-{name}")
            world.offer(northlight, course=f"npq-{name}", needs_approval=gated)
            Offer.objects.filter(qualification=f"npq-{name}").update(decides_within_days=days)
        world.registration(world.person("Quick One"), northlight, course="npq-quick", at=AT + DAY)
        approve(world.registration(world.person("Gated One"), northlight, course="npq-gated"), AT + 2 * DAY)
        world.registration(world.person("Waiting One"), northlight, course="npq-gated")
        gone = world.person("Gone One")
        withdraw_registration(
            by=gone, at=AT, registration_id=world.registration(gone, northlight, course="npq-quick")
        )
        page = priyas.open("/provider").send(order="decide_by")
        assert [(row[0], row[2]) for row in page.table] == [
            ("Quick One", "6 November 2026"),
            ("Amina Clarke", "16 November 2026"),
            ("Gated One", "18 November 2026"),
            ("Waiting One", "Once the sponsor approves"),
            ("Gone One", ""),
        ]
        assert page.holds("order") == ["decide_by"]

    def test_it_is_the_order_of_the_days_shown_whatever_day_of_the_week_it_is(self, priyas, northlight):
        for number in range(15):
            course = f"npq-course-{number % 3}"
            world.qualification(course)
            world.offer(northlight, course=course)
            Offer.objects.filter(qualification=course).update(decides_within_days=1 + number % 3)
            at = AT + timedelta(hours=23 * number)
            world.registration(
                world.person(f"Person {'ABCDEFGHIJKLMNO'[number]}"), northlight, course=course, at=at
            )
        table = priyas.open("/provider?order=decide_by").table
        days = [datetime.strptime(f"{row[2].removesuffix(' Overdue')} +0000", "%d %B %Y %z") for row in table]
        assert days == sorted(days)
        assert len(set(days)) > 5

    def test_it_goes_along_from_page_to_page_and_back(self, priyas, northlight):
        for number in range(26):
            world.registration(
                world.person(f"Person {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]}"), northlight,
                at=AT + timedelta(minutes=number),
            )  # fmt: skip
        first = priyas.open("/provider").send(order="decide_by", text="person")
        assert names(first)[0] == "Person A"
        second = priyas.open(f"/provider{first.links['Next page']}")
        assert names(second) == ["Person Z"]
        back = priyas.open(second.follow("Person Z").back)
        assert (names(back), back.holds("order")) == (["Person Z"], ["decide_by"])

    def test_one_that_cannot_be_read_is_the_usual_one(self, priyas, registered):
        page = priyas.open("/provider?order=backwards")
        assert len(page.errors) == 1
        assert "newest change first" in page.text


class TestFilters:
    @pytest.fixture(autouse=True)
    def three(self, northlight, priyas):
        self.ada = world.registration(world.person("Ada Pending", email="ada@oakfield.example"), northlight)
        self.bo = world.registration(world.person("Bo Approved", trn="7654321"), northlight)
        self.cy_viewer = world.person("Cy Withdrawn")
        self.cy = world.registration(self.cy_viewer, northlight)
        approve(self.bo)
        withdraw_registration(by=self.cy_viewer, at=AT, registration_id=self.cy)

    @pytest.mark.parametrize(
        ("chosen", "found"),
        [
            ({"status": "pending"}, {"Ada Pending", "Bo Approved"}),
            ({"status": "withdrawn"}, {"Cy Withdrawn"}),
            ({"status": "accepted"}, set()),
            ({"approval": "approved"}, {"Bo Approved"}),
            ({"approval": "asked"}, {"Ada Pending"}),
            ({"text": "ada"}, {"Ada Pending"}),
            ({"text": "ADA@OAKFIELD.EXAMPLE"}, {"Ada Pending"}),
            ({"text": "7654321"}, {"Bo Approved"}),
            ({"text": "  pending "}, {"Ada Pending"}),
            ({"text": "nobody of that name"}, set()),
            ({"text": "pending", "approval": "approved"}, set()),
            ({"text": "%"}, set()),
            ({"outcome": "review"}, {"Ada Pending", "Bo Approved", "Cy Withdrawn"}),
            ({"outcome": "funded"}, set()),
            ({"text": "bo", "outcome": "not_funded"}, set()),
        ],
    )
    def test_each_narrows_and_stays_filled_in(self, priyas, chosen, found):
        page = priyas.open("/provider").send(chosen)
        assert set(names(page)) == found
        for name, value in chosen.items():
            assert page.holds(name) == [value]
        if not found:
            assert "Nothing fits these filters" in page.text

    def test_by_cohort(self, priyas, northlight):
        world.cohort("2027a")
        world.offer(northlight, in_cohort="2027a")
        world.registration(world.person("Di Later"), northlight, in_cohort="2027a")
        later = Registration.objects.get(cohort__start_year=2027).cohort_id
        assert names(priyas.open("/provider").send(cohort=later)) == ["Di Later"]

    def test_by_the_ids_their_own_systems_know(self, priyas):
        person = Registration.objects.get(id=self.bo).person_id
        assert names(priyas.open(f"/provider?text={self.bo}")) == ["Bo Approved"]
        assert names(priyas.open(f"/provider?text={person}")) == ["Bo Approved"]
        assert names(priyas.open(f"/provider?text={str(self.bo)[:9]}")) == ["Bo Approved"]
        assert names(priyas.open(f"/provider?text={str(person).replace('-', '').upper()}")) == ["Bo Approved"]

    def test_by_the_school_they_work_at(self, priyas, northlight, oakfield):
        at_oakfield = world.registration(world.person("Di Oakfield"), northlight, workplace=oakfield)
        assert names(priyas.open("/provider?text=field+acad")) == ["Di Oakfield"]
        assert len(priyas.open("/provider?text=oakfield+new+school").table) == 3
        world.school_changes(oakfield, at=AT + DAY, name="Acorn Academy")
        assert names(priyas.open("/provider?text=acorn")) == ["Di Oakfield"]
        assert priyas.open("/provider?text=acorn").table[0][4] == "Oakfield Academy, Oakfield"
        assert at_oakfield

    def test_what_has_ended_is_found_by_name_and_reference_but_not_by_how_to_reach_somebody(
        self, priyas, northlight, meridian
    ):
        cy = world.person("Cy Gone", email="gone@away.example", trn="1111111")
        ended = world.registration(cy, northlight)
        assert names(priyas.open("/provider?text=gone@away.example")) == ["Cy Gone"]
        assert names(priyas.open("/provider?text=1111111")) == ["Cy Gone"]
        world.change(cy, ended, lead_provider=str(meridian))
        for text in ("gone@away.example", "away", "1111111"):
            assert names(priyas.open(f"/provider?text={text}")) == []
        for text in ("cy gone", str(ended), str(cy.person_id), str(ended)[:8]):
            assert names(priyas.open(f"/provider?text={text}")) == ["Cy Gone"]

    @pytest.mark.parametrize(
        "query",
        [
            "status=nonsense",
            "cohort=5d0f7e0a-0f3a-4b53-9d43-3d8a5a1f0f3e",
            f"text={'x' * 10_000}",
            "approval=0",
        ],
    )
    def test_nonsense_in_the_address_says_so_and_hides_nothing(self, priyas, query):
        page = priyas.open(f"/provider?{query}")
        assert page.status == 200
        assert len(page.errors) == 1
        assert len(page.table) == 3

    def test_one_filter_that_cannot_be_read_leaves_the_others(self, priyas):
        page = priyas.open("/provider?status=withdrawn&approval=nonsense")
        assert names(page) == ["Cy Withdrawn"]

    def test_what_no_keyboard_types_is_no_trouble(self, priyas):
        assert priyas.status("/provider?text=%00") == 200

    @pytest.mark.parametrize("text", ["Ada Pendng", "pending ada", "Aproved", "withdrwan cy"])
    def test_a_name_that_is_nearly_right_is_found_and_it_says_so(self, priyas, text):
        page = priyas.open("/provider").send(text=text)
        assert len(page.table) == 1
        assert f"Nothing is exactly “{text}”. These names are like it." in page.text

    def test_what_fits_exactly_is_not_mixed_with_what_is_alike(self, priyas, northlight):
        world.registration(world.person("Ada Bending"), northlight)
        page = priyas.open("/provider").send(text="ada pending")
        assert names(page) == ["Ada Pending"]
        assert "Nothing is exactly" not in page.text

    def test_a_likeness_with_somebody_of_another_provider_is_none(self, merricks):
        assert "Nothing fits these filters" in merricks.open("/provider?text=Ada+Pendng").text

    def test_the_search_is_there_again_on_the_way_back(self, priyas):
        found = priyas.open("/provider").send(text="Ada Pending", status="pending")
        page = found.follow("Ada Pending")
        back = priyas.open(page.back)
        assert (back.path, back.holds("text"), back.holds("status")) == (
            "/provider",
            ["Ada Pending"],
            ["pending"],
        )
        assert names(back) == ["Ada Pending"]
        accept = page.follow("Accept")
        done = priyas.post_to(f"{accept.path}?{accept.query}", {"schedule": world.AUTUMN})
        assert done.heading == "Ada Pending Accepted"
        assert done.back == page.back

    @pytest.mark.parametrize("other", ["https://evil.example/", "next=//evil.example", "%26%00", "x" * 5000])
    def test_nothing_but_a_search_of_ours_leads_back(self, priyas, other):
        page = priyas.open(f"/provider/registrations/{self.ada}", **{"from": other})
        assert page.back == "/provider"

    def test_show_all_leads_back_to_all(self, priyas):
        assert len(priyas.open("/provider?status=withdrawn").follow("Show all").table) == 3


class TestStory:
    def test_everything_the_decision_rests_on(self, priyas, northlight, oakfield):
        amina = world.person("Amina Clarke", email="amina@oakfield.example", trn="RP 12/34567")
        registered = world.registration(amina, northlight, workplace=oakfield)
        approve(registered, comment="She is ready.")
        page = priyas.open("/provider").follow("Amina Clarke")
        assert page.heading == "Amina Clarke To decide"
        assert page.rows == {
            "Course": "Executive leadership",
            "Cohort": "Cohort 2026b",
            "Submitted": "2 November 2026 at 9:30am",
            "Application id": str(registered),
            "Participant id": str(amina.person_id),
            "Email address": "amina@oakfield.example",
            "Teacher reference number": "1234567 (as given, not verified)",
            "Workplace": "Oakfield Academy, Oakfield",
            "Funding": "Funded. Works for a state-funded organisation in England, and was not funded before.",
            "Who pays": "The department",
            "Sponsor": "Grace Adeyemi, chair of trustees",
            "Answer": "Approved, 2 November 2026 at 9:30am",
            ADDRESS: "It matches the school’s own web address",
            "Works there": "Yes",
            "Has the time": "Yes",
            "Is covered": "Yes",
            "Comment": "She is ready.",
        }
        assert "Your decision is due by 16 November 2026." in page.text
        assert page.steps["School approves"] == ("The sponsor has approved.2 November 2026", "Done")
        assert "2 November 2026 at 9:30am Registration submitted" in page.text
        assert "2 November 2026 at 9:30am Sponsor approved" in page.text
        assert page.back == "/provider"

    def test_a_birthday_is_nothing_to_a_provider(self, priyas, registered):
        assert "1979" not in priyas.open(f"/provider/registrations/{registered}").text

    @pytest.mark.parametrize(
        ("email", "tells"),
        [
            ("grace@oakfield.example", "It matches the school’s own web address"),
            (
                "grace@trust.example",
                "It does not match the school’s own web address, which is usual for trustees",
            ),
            ("grace@gmail.com", "It is a personal address, of a kind that anybody can have"),
        ],
    )
    def test_how_much_the_sponsors_address_says(self, priyas, northlight, amina, oakfield, email, tells):
        registered = world.registration(amina, northlight, workplace=oakfield, sponsor_email=email)
        page = priyas.open(f"/provider/registrations/{registered}")
        assert page.rows[ADDRESS].startswith(tells)

    def test_a_school_the_register_lacks(self, priyas, northlight, amina):
        page = priyas.open(f"/provider/registrations/{world.registration(amina, northlight)}")
        assert page.rows["Workplace"] == "Not in the register: Oakfield New School"
        assert page.rows["Role"] == "Executive headteacher"
        assert page.rows["Funding"].startswith("In review. The school is not in the register")
        assert page.rows[ADDRESS].startswith("The register has no web address")

    def test_once_it_ended_nothing_is_looked_at_or_agreed_any_more(self, priyas, northlight, amina):
        registered = world.registration(amina, northlight)
        withdraw_registration(by=amina, at=AT, registration_id=registered)
        page = priyas.open(f"/provider/registrations/{registered}")
        assert page.rows["Funding"] == "Not decided before the registration ended."
        assert page.rows["Who pays"] == "Not agreed"

    @pytest.mark.parametrize("end", ["withdrawn", "rejected", "moved", "taken back"])
    def test_once_it_ended_without_a_place_how_to_reach_them_is_not_shown(
        self, priyas, northlight, meridian, end
    ):
        amina = world.person("Amina Clarke", email="amina@oakfield.example", trn="1234567")
        registered = world.registration(amina, northlight)
        path, staff = f"/provider/registrations/{registered}", world.staff(northlight)
        assert priyas.open(path).rows.keys() >= CONTACT
        if end == "taken back":
            accept_registration(by=staff, at=AT, registration_id=registered)
            assert priyas.open(path).rows.keys() >= CONTACT
        if end == "withdrawn":
            withdraw_registration(by=amina, at=AT, registration_id=registered)
        elif end == "moved":
            world.change(amina, registered, lead_provider=str(meridian))
        else:
            reject_registration(by=staff, at=AT, registration_id=registered)
        page = priyas.open(path)
        assert page.heading.startswith("Amina Clarke")
        assert not CONTACT & page.rows.keys()
        assert "amina@oakfield.example" not in page.text
        assert "1234567" not in page.text
        assert "are no longer shown, because the registration has ended" in page.text

    def test_what_was_not_asked_or_answered_has_no_row(self, priyas, registered):
        rows = priyas.open(f"/provider/registrations/{registered}").rows
        assert (
            not {"Role", "Works there", "Has the time", "Is covered", "Recommends", "Comment"} & rows.keys()
        )

    def test_schools_of_one_name_are_told_apart(self, priyas, northlight, amina):
        school = world.school(100002, town="Hatfield", postcode="AL10 9AB")
        registered = world.registration(amina, northlight, workplace=school)
        page = priyas.open(f"/provider/registrations/{registered}")
        assert page.rows["Workplace"] == "Oakfield Academy, Hatfield, AL10 9AB"

    def test_a_decision_that_is_late_says_so(self, priyas, registered, clock):
        clock.move_to(AT + 15 * DAY)
        page = priyas.open(f"/provider/registrations/{registered}")
        assert "Your decision was due by 16 November 2026." in page.text

    def test_who_pays_where_it_is_not_funded(self, priyas, northlight, amina):
        independent = world.school(
            type_code="11", name="Sparrow College", type_name="Other independent school"
        )
        registered = world.registration(amina, northlight, workplace=independent, funding_choice="trust")
        page = priyas.open(f"/provider/registrations/{registered}")
        assert page.rows["Funding"] == (
            "Not funded. Sparrow College is registered as “Other independent school”, a kind that is not funded."
        )
        assert page.rows["Who pays"] == "Their trust"

    def test_a_decline_says_what_the_sponsor_said(self, priyas, registered):
        decline(registered)
        page = priyas.open(f"/provider/registrations/{registered}")
        assert page.rows["Answer"].startswith("Not approved")
        assert page.rows["Comment"] == "Not now."

    def test_withdrawn_it_offers_nothing_to_decide(self, priyas, amina, registered):
        withdraw_registration(by=amina, at=AT, registration_id=registered)
        page = priyas.open(f"/provider/registrations/{registered}")
        assert page.heading == "Amina Clarke Withdrawn"
        assert "The participant withdrew." in page.text
        assert not {"Accept", "Reject"} & page.links.keys()
        for live in ("decision is due", "No sponsor has been asked", "makes the next move"):
            assert live not in page.text
        assert priyas.open("/provider").table[0][1:3] == ["Withdrawn", ""]
        assert "Not asked" not in priyas.open("/provider").table[0]

    def test_moved_to_another_provider_the_first_sees_that_and_no_more(
        self, priyas, merricks, amina, registered, meridian
    ):
        new = world.change(amina, registered, at=AT + DAY, lead_provider=str(meridian))
        old = priyas.open(f"/provider/registrations/{registered}")
        assert old.heading == "Amina Clarke Moved away"
        assert "The participant moved to another provider or course." in old.text
        assert "Meridian" not in old.text
        assert str(new) not in old.text
        assert priyas.status(f"/provider/registrations/{new}") == 404
        assert names(priyas.open("/provider")) == ["Amina Clarke"]
        assert merricks.open(f"/provider/registrations/{new}").heading == "Amina Clarke To decide"

    def test_their_other_registrations_with_the_same_provider(self, priyas, amina, registered, northlight):
        world.qualification("npq-headship")
        world.offer(northlight, course="npq-headship")
        other = world.registration(amina, northlight, course="npq-headship")
        page = priyas.open(f"/provider/registrations/{registered}")
        assert page.links["Headship, Cohort 2026b"] == f"/provider/registrations/{other}"

    def test_another_providers_registration_is_not_there(self, merricks, registered):
        for end in ("", "/accept", "/reject"):
            path = f"/provider/registrations/{registered}{end}"
            assert merricks.status(path) == 404
            if end:
                assert merricks.post_to(path, {"reason": "other", "schedule": world.AUTUMN}).status == 404
        assert Registration.objects.get(id=registered).status == "pending"

    def test_participants_and_visitors_find_no_provider_pages(self, aminas, nobodys, registered):
        for path in ("/provider", f"/provider/registrations/{registered}"):
            assert aminas.status(path) == 404
            assert nobodys.open(path).path == "/sign-in"


class TestPlace:
    def test_once_accepted_the_story_shows_the_place(self, priyas, northlight, registered):
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        page = priyas.open(f"/provider/registrations/{registered}")
        assert page.heading == "Amina Clarke Accepted"
        assert page.rows["Schedule"] == f"Autumn ({world.AUTUMN})"
        assert "Funded place" not in page.rows
        assert "Take the place back" in page.links
        assert not {"Accept", "Reject"} & page.links.keys()

    def test_one_act_is_one_line_of_what_happened(self, priyas, northlight, registered):
        staff = world.staff(northlight)
        accept_registration(by=staff, at=AT, registration_id=registered)
        reject_registration(by=staff, at=AT + DAY, registration_id=registered)
        page = priyas.open(f"/provider/registrations/{registered}")
        (history,) = dom.find(page.main, "ol", class_="npq-history")
        assert [dom.words(line) for line in history.iter("li")] == [
            "2 November 2026 at 9:30am Registration submitted",
            "2 November 2026 at 9:30am Sponsor asked",
            "2 November 2026 at 9:30am Accepted, place given",
            "3 November 2026 at 9:30am Sponsor’s answer no longer awaited",
            "3 November 2026 at 9:30am Place taken back",
        ]


def test_staff_of_two_providers_see_both(db, northlight, meridian, amina, zed):
    both = world.staff(northlight)
    give_role(
        by=world.BY, at=AT, person_id=both.person_id, kind=RoleKind.LEAD_PROVIDER, organisation_id=meridian
    )
    both = Viewer.person(both.person_id, *both.roles, Role(RoleKind.LEAD_PROVIDER, meridian))
    world.registration(amina, northlight)
    world.registration(zed, meridian)
    page = Visitor(both).open("/provider")
    assert set(names(page)) == {"Amina Clarke", "Zed Stranger"}
    assert page.heading == "Registrations with Meridian Leadership College and Northlight Institute"

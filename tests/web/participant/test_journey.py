"""The registration journey: what is asked of whom, in which order, and what is made of the answers."""

from datetime import date

import pytest
from django.conf import settings

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.funding.kinds import Reason
from npq.domain.organisations.models import SchoolRecord
from npq.domain.registration.kinds import Status
from npq.domain.registration.models import Approval, Draft
from tests import world
from tests.jobs import queued_jobs
from tests.web.participant.walk import (
    ANSWERS,
    CHECK,
    NOT_LISTED,
    START,
    asked,
    draft,
    go_on,
    name_of,
    only_registration,
    walk,
)
from tests.world import NPQEL

EVERYBODY = ["funding", "provider", "sponsor", "name", "teacher-reference-number", "notice"]
EVERYBODY_WHO_PAYS = ["funding", "payer", *EVERYBODY[1:]]


class TestFromStartToEnd:
    def test_a_school_leader_registers(self, newcomers, northlight):
        start = newcomers.open(START)
        assert start.heading == "Register for a qualification"
        assert "about 10 minutes" in start.text
        check = walk(newcomers)
        assert check.heading == "Check your answers"
        assert check.rows == {
            "Work in England": "Yes",
            "Where you work": "A school",
            "Workplace": "Oakfield Academy, Oakfield",
            "Course": "Executive leadership, Cohort 2026b",
            "Funding": "Fully funded",
            "Provider": "Northlight Institute",
            "Sponsor": "Grace Adeyemi (chair of trustees)",
            "Sponsor’s email address": "grace@oakfield.example",
            "Full name": "Amina Clarke",
            "Email address": "amina@oakfield.example",
            "Date of birth": "12 April 1979",
            "Teacher reference number": "1234567",
            "Who gets your details": "Read",
        }
        assert "Northlight Institute gets your registration at once" in check.text

        done = check.send()
        made = only_registration()
        assert done.path == f"/home/registrations/{made.id}"
        assert "You have registered" in done.text
        assert (made.status, made.lead_provider_id, made.workplace_id) == (Status.PENDING, northlight, 100001)
        assert made.decision.reason == Reason.FUNDED
        assert Approval.objects.get().sponsor_email == "grace@oakfield.example"
        assert made.person.full_name == "Amina Clarke"
        assert made.person.teacher_reference_number == "1234567"
        assert not Draft.objects.exists()
        assert set(queued_jobs()) == {"registration.ask_sponsor", "registration.tell_submitted"}

    def test_the_only_course_is_named_and_not_asked_for(self, newcomers):
        start = newcomers.open(START)
        assert "Executive leadership, starting on" in start.text
        start.send()
        assert draft().answers["qualification"] == NPQEL

    def test_from_the_course_page_its_course_is_not_asked_for(self, newcomers, northlight):
        world.offer(northlight, course=world.qualification("npq-headship"))
        newcomers.open(f"{START}?qualification={NPQEL}").send()
        assert draft().answers["qualification"] == NPQEL
        assert "course" not in asked(newcomers)

    def test_of_several_courses_one_is_asked_for(self, newcomers, northlight):
        world.offer(northlight, course=world.qualification("npq-headship"))
        assert "course" in asked(newcomers)

    def test_of_several_starts_of_a_course_one_is_asked_for(self, newcomers, northlight):
        world.offer(northlight, in_cohort=world.cohort("2027b", opens_at=world.AT))
        newcomers.open(f"{START}?qualification={NPQEL}").send()
        assert draft().answers.get("cohort") is None
        assert "course" in asked(newcomers)

    def test_while_nothing_is_open_there_is_nothing_to_start(self, newcomers, clock):
        clock.move(days=181)
        page = newcomers.open(START)
        assert page.heading == "Registration is not open"
        assert not page.main.findall(".//form")
        assert "Registration is not open" in newcomers.open("/home").text

    @pytest.mark.parametrize("named", ["npq-nonsense", "%00", "x" * 10_000, "../../etc"])
    def test_a_course_that_is_none_of_ours_is_passed_over(self, newcomers, named):
        start = newcomers.open(f"{START}?qualification={named}")
        assert start.status == 200
        assert name_of(start.send()) == "england"

    def test_a_stranger_signs_in_first_and_comes_back(self, nobodys):
        for path in (START, f"{START}/england", f"{START}/{CHECK}"):
            page = nobodys.open(path)
            assert page.path == "/sign-in"
            assert page.query == f"next={path.replace('/', '%2F')}"


class TestWhatIsAsked:
    @pytest.mark.parametrize("setting", ["a_school", "an_academy_trust", "a_16_to_19_educational_setting"])
    def test_schools_trusts_and_16_to_19_are_asked_for_the_workplace(self, newcomers, setting):
        told = {"setting": {"setting": setting}}
        assert asked(newcomers, **told) == ["england", "setting", "workplace", *EVERYBODY]

    def test_a_trust_is_asked_for_one_of_its_schools(self, newcomers):
        page = walk(newcomers, "workplace", setting={"setting": "an_academy_trust"})
        assert page.heading == "Which of the trust’s schools are you based at?"

    @pytest.mark.parametrize(
        "nursery", ["local_authority_maintained_nursery", "preschool_class_as_part_of_school"]
    )
    def test_nurseries_in_the_register_are_asked_for_the_workplace(self, newcomers, nursery):
        told = {"setting": {"setting": "early_years_or_childcare"}, "nursery": {"nursery": nursery}}
        assert asked(newcomers, **told) == ["england", "setting", "nursery", "workplace", *EVERYBODY]

    @pytest.mark.parametrize("nursery", ["private_nursery", "another_early_years_setting"])
    def test_other_nurseries_are_asked_for_the_employer(self, newcomers, nursery):
        told = {"setting": {"setting": "early_years_or_childcare"}, "nursery": {"nursery": nursery}}
        road = asked(newcomers, **told)
        assert road == ["england", "setting", "nursery", "employer", *EVERYBODY_WHO_PAYS]

    def test_another_setting_is_asked_how_one_is_employed(self, newcomers):
        told = {"setting": {"setting": "another_setting"}, "employment": {"employment": "hospital_school"}}
        road = asked(newcomers, **told)
        assert road == ["england", "setting", "employment", "employer", *EVERYBODY]

    def test_none_of_these_is_asked_for_the_employer(self, newcomers):
        road = asked(newcomers, setting={"setting": "other"})
        assert road == ["england", "setting", "employer", *EVERYBODY_WHO_PAYS]

    def test_outside_england_no_setting_is_asked(self, newcomers):
        road = asked(newcomers, england={"works_in_england": "no"})
        assert road == ["england", "employer", *EVERYBODY_WHO_PAYS]

    def test_a_school_that_is_not_listed_is_asked_for_by_name(self, newcomers):
        page = walk(newcomers, "workplace").send(workplace="Newly Opened Free School")
        assert "None found for “Newly Opened Free School”" in page.text
        assert page.offered == ["My school is not listed", "Search again"]
        employer = page.send(NOT_LISTED)
        assert employer.heading == "Tell us about your school"
        check = go_on(employer)
        assert check.rows["Workplace"] == "My school is not listed"
        assert check.rows["Employer"] == "Oakfield New School"
        assert check.rows["Funding"] == "To be looked at: your school is not in the register"
        check.send()
        made = only_registration()
        assert (made.workplace_id, made.workplace_not_listed) == (None, True)
        assert made.decision.reason == Reason.WORKPLACE_NOT_LISTED

    @pytest.mark.parametrize(
        ("setting", "offered"),
        [
            ("a_school", ["My school", "My academy trust", "I will", "Somebody else"]),
            ("other", ["My employer", "I will", "Somebody else"]),
        ],
    )
    def test_who_pays_is_offered_by_where_one_works(self, newcomers, setting, offered):
        told = {"setting": {"setting": setting}}
        if setting == "a_school":
            world.school(100002, type_code="11", name="Dear House")
            told["workplace"] = {"workplace": "Dear House, Oakfield", "workplace-urn": "100002"}
        page = walk(newcomers, "payer", **told)
        assert page.offered == offered

    def test_only_providers_of_the_course_and_cohort_are_offered(self, newcomers, meridian):
        world.cohort("2027a")
        world.offer(world.lead_provider("Elsewhere College"), in_cohort="2027a")
        page = walk(newcomers, "provider")
        assert page.offered == ["Meridian Leadership College", "Northlight Institute"]


class TestFunding:
    REASONS = [
        (Reason.FUNDED, {}, "Your course is fully funded", "state-funded school"),
        (
            Reason.NOT_IN_ENGLAND, {"england": {"works_in_england": "no"}},
            "Your course is not funded", "Funding is for people who work in England.",
        ),
        (
            Reason.INELIGIBLE_ESTABLISHMENT_TYPE,
            {"workplace": {"workplace": "Dear House, Oakfield", "workplace-urn": "100002"}},
            "Your course is not funded", "lists your workplace as another kind",
        ),
        (
            Reason.SCHOOL_OUTSIDE_ENGLAND,
            {"workplace": {"workplace": "Ysgol Derw, Oakfield", "workplace-urn": "100003"}},
            "Your course is not funded", "says that your workplace is outside England",
        ),
        (
            Reason.NO_INSTITUTION, {"setting": {"setting": "other"}},
            "Your course is not funded", "for people who work for a state-funded school",
        ),
        (
            Reason.WORKPLACE_NOT_LISTED, {"workplace": {"workplace": "", **NOT_LISTED}},
            "We need to look at your funding", "could not find your school in the register",
        ),
        (
            Reason.EMPLOYMENT_REVIEW,
            {
                "setting": {"setting": "another_setting"},
                "employment": {"employment": "young_offender_institution"},
            },
            "We need to look at your funding", "can be funded and some cannot",
        ),
    ]  # fmt: skip

    @pytest.mark.parametrize(("reason", "told", "title", "why"), REASONS, ids=[r[0] for r in REASONS])
    def test_the_decision_comes_at_once_with_its_reason(self, newcomers, reason, told, title, why):
        world.school(100002, type_code="11", name="Dear House")
        world.school(100003, type_code="30", name="Ysgol Derw", local_authority_code="673")
        page = walk(newcomers, "funding", **told)
        assert page.heading == title
        assert why in page.text
        go_on(page, **told).send()
        assert only_registration().decision.reason == reason

    def test_where_the_cohort_has_no_funding(self, newcomers, northlight):
        world.offer(northlight, in_cohort=world.cohort("2027a", funding=FundingMode.ZERO))
        page = walk(newcomers, "funding", course={"course": f"{NPQEL}/2027a"})
        assert page.heading == "Your course is not funded"
        assert "no funding for anybody who starts with this cohort" in page.text

    NATIONAL = [
        ({"setting": {"setting": "early_years_or_childcare"}, "nursery": {"nursery": "private_nursery"}},
         "funded for the early years qualification only"),
        ({"setting": {"setting": "another_setting"},
          "employment": {"employment": "lead_mentor_for_accredited_itt_provider"}},
         "funded for leading teacher development only"),
    ]  # fmt: skip

    @pytest.mark.parametrize(("told", "why"), NATIONAL)
    def test_by_the_rule_of_2022_to_2024_as_well(self, newcomers, northlight, told, why):
        world.offer(northlight, in_cohort=world.cohort("2027a", policy="academic-years-2022-to-2024"))
        page = walk(newcomers, "funding", course={"course": f"{NPQEL}/2027a"}, **told)
        assert page.heading == "Your course is not funded"
        assert why in page.text

    def test_every_reason_is_among_these(self):
        shown = {reason for reason, *_ in self.REASONS}
        shown |= {Reason.UNFUNDED_COHORT, Reason.PREVIOUSLY_FUNDED}
        shown |= {Reason.EARLY_YEARS_INVALID_NPQ, Reason.NOT_LEAD_MENTOR_COURSE}
        assert shown == set(Reason)

    def test_where_it_was_paid_for_before(self, aminas, amina, priyas, northlight, registered):
        priyas.open(f"/provider/registrations/{registered}/accept").send()
        world.offer(northlight, in_cohort=world.cohort("2027a"))
        page = walk(aminas, "funding", course={"course": f"{NPQEL}/2027a"})
        assert page.heading == "Your course is not funded"
        assert "has been paid for you before" in page.text

    def test_what_it_rests_on_is_shown_and_how_to_object(self, newcomers):
        page = walk(newcomers, "funding")
        assert page.rows == {
            "Workplace": "Oakfield Academy",
            "Kind of school": "Academy converter",
            "Local authority": "Hertfordshire",
            "Start": "Cohort 2026b",
        }
        assert "I think this is wrong" in page.text
        assert f"mailto:{settings.CONTACT_EMAIL}" in page.links.values()
        assert "as far as we know" in page.text

    def test_a_decision_that_has_changed_since_is_shown_again(self, newcomers):
        check = walk(newcomers)
        world.school(100002, type_code="11", name="Dear House")
        workplace = newcomers.open(check.changes["Workplace"])
        page = workplace.send({"workplace": "Dear House, Oakfield", "workplace-urn": "100002"})
        assert name_of(page) == "funding"
        assert page.heading == "Your course is not funded"
        assert name_of(page.send()) == "payer"


class TestWorkplace:
    def test_a_school_by_its_number_is_taken_at_once(self, newcomers):
        assert name_of(walk(newcomers, "workplace").send(workplace="100001")) == "funding"
        assert draft().answers["workplace_urn"] == 100001

    def test_nothing_typed_is_asked_for(self, newcomers):
        page = walk(newcomers, "workplace").send(workplace="")
        assert page.errors == ["Enter the name, town, postcode or URN of your school"]

    def test_an_unknown_school_is_not_taken(self, newcomers):
        page = walk(newcomers, "workplace").send({"workplace": "Nowhere Hall", "workplace-urn": "999999"})
        assert name_of(page) == "workplace"
        assert "None found for “Nowhere Hall”" in page.text
        chosen = newcomers.post_to(page.path, {"workplace-urn": "999999", "workplace-searched": "Nowhere"})
        assert chosen.errors == ["Choose a school from the list"]
        assert draft().answers.get("workplace_urn") is None

    def test_a_school_that_has_closed_is_named_with_its_day(self, newcomers):
        world.school(
            100004, name="Old Elm School", status_code="2", status_name="Closed", close_date=date(2025, 8, 31)
        )
        page = walk(newcomers, "workplace").send(
            {"workplace": "Old Elm School, Oakfield", "workplace-urn": "100004"}
        )
        assert page.errors == ["Old Elm School closed on 31 August 2025. Choose the school you work at now"]

    def test_one_that_closes_while_the_draft_waits_is_asked_for_again_with_the_reason(self, newcomers):
        walk(newcomers)
        SchoolRecord.objects.filter(school_id=100001).update(status_code="2", status_name="Closed")
        page = newcomers.open(f"{START}/{CHECK}")
        assert name_of(page) == "workplace"
        assert "The school you chose has closed" in page.text


class TestWrongAnswers:
    @pytest.mark.parametrize(
        ("course", "error"),
        [
            ("", "Select the course you want to take"),
            ("npq-headship/2019a", "Select a course that is open for registration"),
            ("Long words " * 909, "Select a course that is open for registration"),
        ],
    )
    def test_a_course_that_is_not_offered(self, newcomers, northlight, course, error):
        world.offer(northlight, course=world.qualification("npq-headship"))
        page = walk(newcomers, "course").send(course=course)
        assert (page.status, name_of(page), page.errors) == (200, "course", [error])

    @pytest.mark.parametrize(
        ("question", "fields", "error"),
        [
            ("england", {}, "Select yes if you work in England"),
            ("england", {"works_in_england": "perhaps"}, "Select yes if you work in England"),
            ("setting", {"setting": "a_castle"}, "Select where you work"),
            ("provider", {"lead_provider": "nobody"}, "Select the provider you want to study with"),
            (
                "sponsor", ANSWERS["sponsor"] | {"sponsor_email": "grace at oakfield"},
                "Enter an email address in the correct format, like name@example.com",
            ),
            (
                "sponsor", ANSWERS["sponsor"] | {"sponsor_email": "amina@oakfield.example"},
                "This is your own address. Enter the address of the person who approves it for your school",
            ),
            (
                "sponsor", ANSWERS["sponsor"] | {"sponsor_email": "Amina+boss@Oakfield.example"},
                "This is your own address. Enter the address of the person who approves it for your school",
            ),
            ("sponsor", {"sponsor_email": ANSWERS["sponsor"]["sponsor_email"]}, "Select who approves it for your school"),
            ("name", ANSWERS["name"] | {"full_name": "C3PO"}, "Enter your name without numbers or symbols"),
            ("name", ANSWERS["name"] | {"date_of_birth-year": "2015"}, "Check your date of birth"),
            ("name", ANSWERS["name"] | {"date_of_birth-day": "31"}, "Date of birth must be a real date"),
            (
                "teacher-reference-number", {"teacher_reference_number": "12AB"},
                "A teacher reference number is 5 to 7 digits, with or without RP before them, like 1234567 or RP12/34567",
            ),
            (
                "teacher-reference-number", {"teacher_reference_number": "123"},
                "A teacher reference number has 5 to 7 digits",
            ),
            ("notice", {}, "Tick to say that you have read who gets your details"),
        ],
    )  # fmt: skip
    def test_are_named_at_the_top_and_at_the_field_and_kept(self, newcomers, question, fields, error):
        page = walk(newcomers, question).send(fields)
        assert page.status == 200
        assert name_of(page) == question
        assert page.errors[0].startswith(error)
        assert page.title.startswith("Error: ")
        for name, value in fields.items():
            if page.holds(name) and value:
                assert page.holds(name) == [value]

    @pytest.mark.parametrize(
        ("question", "field"),
        [
            ("england", "works_in_england"), ("setting", "setting"), ("workplace", "workplace"),
            ("provider", "lead_provider"), ("sponsor", "sponsor_role"),
            ("sponsor", "sponsor_name"), ("sponsor", "sponsor_email"), ("name", "full_name"),
            ("name", "date_of_birth-day"), ("name", "date_of_birth-year"),
            ("teacher-reference-number", "teacher_reference_number"), ("notice", "agreed"),
            ("england", "seen"), ("workplace", "workplace-urn"),
        ],
    )  # fmt: skip
    def test_ten_thousand_characters_anywhere_are_met_with_words_and_lose_nothing(
        self, newcomers, question, field
    ):
        page = walk(newcomers, question)
        before = dict(draft().answers)
        long = "7" * 10_000 if field == "seen" else "Long words " * 909
        after = page.send(ANSWERS.get(question, {}) | {field: long})
        assert after.status in (200, 409)
        assert before.items() <= draft().answers.items()
        if field in {"sponsor_name", "sponsor_email", "full_name", "teacher_reference_number"}:
            assert len(after.errors) == 1
            assert after.holds(field) == [long]
            others = {n: v for n, v in ANSWERS[question].items() if n not in (field, "sponsor_role")}
            assert all(after.holds(name) == [value] for name, value in others.items())

    @pytest.mark.parametrize("field", ["employer_name", "employment_role"])
    def test_ten_thousand_characters_about_the_employer(self, newcomers, field):
        page = walk(newcomers, "employer", england={"works_in_england": "no"})
        after = page.send(ANSWERS["employer"] | {field: "w" * 10_000})
        assert len(after.errors) == 1
        assert "must be 120 characters or fewer" in after.errors[0]
        assert after.holds(field) == ["w" * 10_000]

    def test_what_the_form_never_asked_is_not_kept(self, newcomers):
        page = walk(newcomers, "england")
        newcomers.post_to(page.path, {"works_in_england": "yes", "full_name": "Somebody Else"})
        assert "full_name" not in draft().answers

    def test_no_teacher_reference_number_holds_nobody_up(self, newcomers):
        check = walk(newcomers, teacher_reference_number={"teacher_reference_number": ""})
        assert check.rows["Teacher reference number"] == "Not given"
        check.send()
        assert only_registration().person.teacher_reference_number == ""

"""The course page says what the catalogue holds, for the cohort it is about, and nothing it does not."""

import html
import re
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from npq.domain.catalogue.kinds import FundingMode, Phase
from npq.domain.catalogue.operations import publish_qualification
from npq.domain.catalogue.page import read_qualification
from npq.domain.catalogue.queries import course_page
from npq.web.public import words
from tests.web.public.conftest import AT, BY, COURSE, DAY, OURS, cohort, offer, policy
from tests.web.shared.dom import by_id, find
from tests.web.shared.dom import page as parsed
from tests.web.shared.dom import words as words_of

pytestmark = pytest.mark.usefixtures("catalogue")


def text(response) -> str:
    """The words of a page, without its markup and with single spaces."""
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return _words(main)


def section(response, id_: str) -> str:
    """The words from one heading of the page to the next of its rank."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return _words(main.partition(f'id="{id_}"')[2].partition("<h2")[0])


def _words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", "<" + markup)).split())


class TestFacts:
    """Every fact the page must carry, compared with the data it comes from."""

    @pytest.fixture
    def october_2023(self, page):
        return page.get(f"{COURSE}?cohort=2023a")

    @pytest.fixture
    def course(self):
        return course_page(OURS, AT, "2023a")

    def test_what_it_is_and_for_whom(self, october_2023, course):
        said = text(october_2023)
        assert course.words.kind in said
        assert find(parsed(october_2023.content.decode()), "h1")[0].text == "Executive leadership"
        for line in course.words.audience:
            assert line in section(october_2023, "who-it-is-for")
        joined = " ".join(course.words.audience).lower()
        for must in ("executive headteacher", "chief executive", "trust", "several schools", "want"):
            assert must in joined

    def test_how_long_how_much_and_how_it_is_assessed(self, october_2023, course):
        said = section(october_2023, "at-a-glance")
        assert "18 months" in said
        assert "1 to 2 hours a week on average" in said
        assert course.words.study in said
        assert f"By {course.words.assessment} of up to 2,500 words" in said
        assert "78 to 156 hours" in section(october_2023, "structure")
        for line in course.words.assessment_rules:
            assert line in section(october_2023, "assessment")

    def test_gains_benefits_and_structure(self, october_2023, course):
        page_ = course.words
        assert (len(page_.gains), len(page_.benefits), len(page_.structure)) == (3, 5, 3)
        for line in (*page_.gains, *page_.benefits):
            assert line in section(october_2023, "gains")
        for line in page_.structure:
            assert line in section(october_2023, "structure")

    def test_ten_topics_in_their_order(self, october_2023, course):
        names = [topic.name for topic in course.topics]
        assert names == [
            "Trust culture",
            "Teaching",
            "Curriculum and assessment",
            "Behaviour",
            "Additional and special educational needs and disabilities",
            "Professional development",
            "Organisational management",
            "Implementation",
            "Working in partnership",
            "Governance and accountability",
        ]
        said = section(october_2023, "topics")
        places = [said.index(f"{topic.name} {topic.about}") for topic in course.topics]
        assert places == sorted(places)
        assert "parents and carers" in course.topics[8].about

    def test_nine_providers_in_the_alphabets_order(self, october_2023, course):
        said = section(october_2023, "providers")
        assert course.words.delivery in said
        assert "teaching school hub" in course.words.delivery
        names = [offer_.lead_provider for offer_ in course.offers]
        assert len(names) == 9
        assert [said.index(name) for name in names] == sorted(said.index(name) for name in names)

    def test_who_pays(self, october_2023, course):
        said = section(october_2023, "funding")
        funding = course.words.funding_under("academic-years-2022-to-2024", 2023)
        for line in (funding.covers, funding.who, *funding.rules):
            assert line in said
        assert "2022 to 2023 and 2023 to 2024" in said
        assert "costs the participant nothing" in funding.covers
        assert "each one is funded once" in said
        assert "withdraw" in said
        assert "fail" in said

    def test_three_steps_in_their_order(self, october_2023, course):
        said = section(october_2023, "steps")
        places = [said.index(f"{step.title} {step.text}") for step in course.words.steps]
        assert len(places) == 3
        assert places == sorted(places)

    def test_every_fact_says_where_it_was_read_and_when(self, october_2023, course):
        said = section(october_2023, "sources")
        for note in course.words.sources:
            assert note.source in said
        assert said.count("23 November 2026") == len(course.words.sources) + 1
        assert course.cohort.source in said

    def test_whether_one_can_register(self, october_2023, course):
        assert words.PHASES[course.phase] in section(october_2023, "starts")
        assert "is closed" in section(october_2023, "registration")
        assert "from 3 April 2023 to 1 April 2024" in section(october_2023, "registration")


class TestCohorts:
    """For another cohort the page says what is true of that one."""

    def test_without_a_name_the_page_is_for_the_cohort_that_is_open(self, page):
        cohort(2027, AT - DAY, AT + 30 * DAY)
        response = page.get(COURSE)
        assert "Registration for January 2027 is open until 2 December 2026." in text(response)
        assert "January 2027" in section(response, "at-a-glance")
        assert f'href="/register?qualification={OURS}"' in response.content.decode()
        assert "Northlight Institute Delivers with Vale Hub (North East)." in section(response, "providers")
        assert "Ambition" not in section(response, "providers")

    def test_a_cohort_to_come_says_when_it_opens_and_offers_to_tell(self, page):
        cohort(2027, AT + DAY)
        response = page.get(COURSE)
        assert "Registration for January 2027 opens on 3 November 2026." in text(response)
        assert "/register?" not in response.content.decode()
        assert f'href="{COURSE}/tell-me"' in response.content.decode()

    def test_a_closed_cohort_leads_to_the_next(self, page):
        cohort(2027, AT - DAY)
        response = page.get(f"{COURSE}?cohort=2023a")
        assert "See the next start, January 2027" in section(response, "registration")
        assert "/register?" not in response.content.decode()
        # What was chosen stays chosen on the way to the sister pages.
        assert f'href="{COURSE}/for-your-line-manager?cohort=2023a"' in response.content.decode()

    def test_without_any_start_ahead_it_says_so(self, page):
        response = page.get(COURSE)
        assert "No later start has been announced yet." in text(response)
        assert "Not announced yet" in section(response, "at-a-glance")

    def test_a_start_that_is_under_way_but_still_open_says_so(self, page):
        cohort(2026, AT - 60 * DAY, starts_on=date(2026, 10, 1))
        said = section(page.get(COURSE), "at-a-glance")
        assert "October 2026, under way, and one can still register" in said

    @pytest.mark.parametrize("name", ["2031a", "2023b", "x", "", "a" * 10_000, "2023a'--"])
    def test_an_unknown_cohort_is_not_found(self, page, name):
        assert page.get(COURSE, {"cohort": name}).status_code == 404

    @pytest.mark.parametrize("path", ["/courses/npq-none", "/courses/npq-none/for-your-line-manager"])
    def test_an_unknown_qualification_is_not_found(self, page, path):
        assert page.get(path).status_code == 404

    def test_every_cohort_is_listed_with_what_one_can_do(self, page):
        cohort(2027, AT - DAY)
        cohort(2028, AT + DAY)
        said = section(page.get(COURSE), "starts")
        for name, phase in [
            ("October 2023", "closed"),
            ("January 2027 (this page)", "open"),
            ("January 2028", "not opened"),
        ]:
            assert re.search(rf"{re.escape(name)}[^R]*Registration (is|has) {phase}", said), said

    def test_a_provider_that_left_is_marked(self, page):
        assert "Education Development Trust (takes no new participants now)" in section(
            page.get(f"{COURSE}?cohort=2023a"), "providers"
        )


class TestFunding:
    """The cohort's mode and the policy in force decide the words; nothing promises what they do not."""

    def funding(self, page, identifier: str) -> str:
        return section(page.get(f"{COURSE}?cohort={identifier}"), "funding")

    def cost(self, page, identifier: str) -> str:
        return section(page.get(f"{COURSE}?cohort={identifier}"), "at-a-glance")

    @pytest.fixture
    def promise(self) -> str:
        return (
            read_qualification(settings.COURSES / OURS)
            .page.funding_under("academic-years-2022-to-2024", 2023)
            .covers
        )

    def test_an_unfunded_cohort_says_so(self, page, promise):
        identifier = cohort(2027, AT - DAY, funding=FundingMode.ZERO)
        said = self.funding(page, identifier)
        assert words.FUNDING_MODES[FundingMode.ZERO] in said
        assert promise not in said
        assert words.COST_IF_COVERED[FundingMode.ZERO] in self.cost(page, identifier)

    def test_a_capped_cohort_says_that_places_are_limited(self, page, promise):
        identifier = cohort(2027, AT - DAY, funding=FundingMode.CAPPED)
        said = self.funding(page, identifier)
        assert words.FUNDING_MODES[FundingMode.CAPPED] in said
        assert promise not in said
        assert words.COST_IF_COVERED[FundingMode.CAPPED] in self.cost(page, identifier)

    def test_the_demonstrations_policy_says_that_it_is_invented(self, page):
        said = self.funding(page, cohort(2027, AT - DAY))
        assert "invented" in said
        assert "academic year" not in said

    def test_a_policy_the_page_has_no_words_for_promises_nothing(self, page, promise):
        identifier = cohort(2027, AT - DAY, series="unheard-of")
        said = self.funding(page, identifier)
        assert words.FUNDING_UNKNOWN in said
        assert promise not in said
        assert words.COST_UNKNOWN in self.cost(page, identifier)

    def test_a_policys_words_do_not_reach_beyond_the_years_they_name(self, page, promise):
        """A later start that the old policy still decided: the page does not say what that policy said of its own years."""
        policy("long", "academic-years-2022-to-2024", date(2022, 9, 1))
        identifier = cohort(2027, AT - DAY, series="long")
        assert promise not in self.funding(page, identifier)
        assert words.FUNDING_UNKNOWN in self.funding(page, identifier)

    def test_a_cohort_to_come_is_described_by_the_policy_of_its_opening(self, page):
        policy("changing", "academic-years-2022-to-2024", date(2022, 9, 1), date(2026, 11, 3))
        policy("changing", "demonstration", date(2026, 11, 3))
        identifier = cohort(2027, datetime.fromisoformat("2026-11-03T00:00:00+00:00"), series="changing")
        assert "invented" in self.funding(page, identifier)

    def test_a_closed_cohort_is_described_by_the_policy_of_its_last_day(self, page, clock, promise):
        assert promise in self.funding(page, "2023a")
        clock.move_to(datetime.fromisoformat("2031-01-01T00:00:00+00:00"))
        assert promise in self.funding(page, "2023a")


class TestLineManager:
    def test_hours_cover_cost_and_what_they_will_be_asked(self, page):
        response = page.get(f"{COURSE}/for-your-line-manager?cohort=2023a")
        said = text(response)
        course = course_page(OURS, AT, "2023a")
        manager = course.words.line_manager
        for line in (manager.lead, *manager.time, *manager.cover, *manager.school_gains):
            assert line in said
        assert "1 to 2 hours a week on average, for 18 months" in said
        assert "78 to 156 hours" in said
        assert "2,500 words" in said
        funding = course.words.funding_under("academic-years-2022-to-2024", 2023)
        assert funding.covers in section(response, "cost")
        assert "28 days" in section(response, "asked")
        for who in ("line manager", "chair of governors", "chair of trustees"):
            assert who in section(response, "asked")

    def test_it_says_what_is_true_of_an_unfunded_cohort(self, page):
        identifier = cohort(2027, AT - DAY, funding=FundingMode.ZERO)
        said = text(page.get(f"{COURSE}/for-your-line-manager?cohort={identifier}"))
        assert words.FUNDING_MODES[FundingMode.ZERO] in said
        assert "costs the participant nothing" not in said


class TestProviders:
    def test_partners_are_found_by_region(self, page):
        identifier = cohort(2027, AT - DAY)
        offer(identifier, "Southmere College", ("Dune Hub", "South West"), ("Ash Hub", ""))
        everywhere = parsed(page.get(f"{COURSE}/providers").content.decode())
        rows = find(everywhere, "tr", class_="govuk-table__row")[1:]
        assert [[words_of(cell) for cell in row] for row in rows] == [
            ["Vale Hub", "North East", "Northlight Institute"],
            ["Dune Hub", "South West", "Southmere College"],
            ["Ash Hub", words.NO_REGION, "Southmere College"],
        ]
        south = text(page.get(f"{COURSE}/providers?region=South+West"))
        assert "Dune Hub South West" in south
        assert "Vale Hub North East Northlight" not in south
        assert "Vale Hub North East Northlight" in text(page.get(f"{COURSE}/providers?region=Atlantis"))

    def test_a_cohort_without_partners_says_to_ask(self, page):
        assert "Ask a lead provider who delivers near you" in text(
            page.get(f"{COURSE}/providers?cohort=2023a")
        )


class TestCost:
    """The course page is fast and is not sent twice."""

    @pytest.mark.parametrize("path", ["", "/for-your-line-manager", "/providers"])
    def test_six_queries_however_many_providers_there_are(self, page, path, django_assert_num_queries):
        identifier = cohort(2027, AT - DAY)
        page.get(COURSE + path)
        with django_assert_num_queries(6):
            page.get(COURSE + path)
        for number in range(10):
            offer(identifier, f"Provider {number}", (f"Hub {number}", "North"), (f"Centre {number}", "South"))
        with django_assert_num_queries(6):
            assert page.get(COURSE + path).status_code == 200

    def test_an_unchanged_page_is_not_sent_again(self, page):
        first = page.get(COURSE)
        again = page.get(COURSE, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert again.content == b""
        assert first["Cache-Control"] == "no-cache"

    def test_a_page_that_changed_is_sent(self, page):
        first = page.get(COURSE)
        cohort(2027, AT - DAY)
        again = page.get(COURSE, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 200
        assert again["ETag"] != first["ETag"]

    def test_a_visitor_gets_no_cookie(self, page):
        for path in ("/", COURSE, f"{COURSE}/for-your-line-manager", f"{COURSE}/providers"):
            assert not page.get(path).cookies


def test_a_second_qualification_has_its_page_without_a_line_of_code(page, tmp_path):
    folder = Path(shutil.copytree(settings.COURSES / OURS, tmp_path / "npq-lighthouse-keeping"))
    file = folder / "qualification.toml"
    changed = file.read_text()
    for old, new in [
        ('identifier = "npq-executive-leadership"', 'identifier = "npq-lighthouse-keeping"'),
        ('"NPQEL"', '"NPQLK"'),
        ('"Executive leadership"', '"Lighthouse keeping"'),
        ("position = 20", "position = 30"),
        ("months = 18", "months = 12"),
        ('"Trust culture"', '"Lamps and lenses"'),
    ]:
        changed = changed.replace(old, new, 1)
    file.write_text(changed)
    publish_qualification(by=BY, at=AT, folder=folder)
    response = page.get("/courses/npq-lighthouse-keeping")
    said = text(response)
    for word in ("Lighthouse keeping", "12 months", "Lamps and lenses", "No start has been announced yet."):
        assert word in said
    assert "Ambition Institute" not in said
    assert "?cohort=2023a" not in response.content.decode()
    assert 'href="/courses/npq-lighthouse-keeping"' in page.get("/").content.decode()


def test_every_code_the_page_shows_has_words():
    assert set(Phase) <= set(words.PHASES)
    assert set(FundingMode) <= set(words.FUNDING_MODES)
    assert set(FundingMode) <= set(words.COST_IF_COVERED)


def test_the_start_page_has_one_button_and_leads_to_the_course(page):
    root = parsed(page.get("/").content.decode())
    (button,) = find(root, "a", class_="govuk-button")
    assert button.attrib["href"] == "/register"
    assert find(root, "a", href=COURSE)
    assert by_id(root, "main-content")


@pytest.mark.parametrize("path", ["/", COURSE, f"{COURSE}/for-your-line-manager", f"{COURSE}/providers"])
def test_pages_are_well_written_and_take_no_other_method(page, path):
    parsed(page.get(path).content.decode())
    assert page.post(path).status_code == 405
    assert page.head(path).status_code == 200

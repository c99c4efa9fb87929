import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
from django.db import IntegrityError, transaction

from npq.domain.catalogue.kinds import (
    CourseGroup,
    DeclarationType,
    FundingMode,
    Phase,
    Publication,
    RefusalCode,
    Season,
)
from npq.domain.catalogue.models import Cohort, Offer, Qualification, Schedule, Topic
from npq.domain.catalogue.operations import (
    close_offer,
    publish_cohort,
    publish_delivery_partnership,
    publish_offer,
    publish_qualification,
    publish_reference,
)
from npq.domain.catalogue.page import FileError
from npq.domain.catalogue.queries import course_page, open_cohorts, schedules_for
from npq.domain.catalogue.reference import CohortFacts, ScheduleFacts
from npq.domain.organisations.models import LeadProvider
from npq.domain.organisations.operations import publish_delivery_partner, publish_lead_provider
from npq.kernel.models import Entry
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

COURSES = Path(__file__).parents[3] / "courses"
OURS = COURSES / "npq-executive-leadership"
REFERENCE = COURSES / "reference"
BY = Viewer.system("test")
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db

AUTUMN_2027 = ScheduleFacts(
    identifier="npq-leadership-autumn",
    group=CourseGroup.LEADERSHIP,
    season=Season.AUTUMN,
    applies_from=date(2027, 10, 1),
    applies_to=date(2027, 11, 1),
    declaration_types=(DeclarationType.STARTED, DeclarationType.COMPLETED),
)
OCTOBER_2027 = CohortFacts(
    start_year=2027,
    suffix="a",
    name="October 2027",
    starts_on=date(2027, 10, 1),
    registration_opens_at=AT + DAY,
    registration_closes_at=AT + 90 * DAY,
    funding=FundingMode.FULL,
    policy_series="demonstration",
    schedules=(AUTUMN_2027,),
    source="Invented for a test",
)


def entries(kind: str) -> list[Entry]:
    return list(Entry.objects.filter(kind=kind).order_by("id"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OURS, tmp_path / OURS.name))


def publish_ours(folder: Path = OURS, at: datetime = AT) -> Publication:
    return publish_qualification(by=BY, at=at, folder=folder)


@pytest.fixture
def published() -> None:
    publish_ours()
    publish_reference(by=BY, at=AT, folder=REFERENCE)


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "qualification.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


class TestPublishingAQualification:
    def test_the_same_again_changes_and_records_nothing(self):
        assert publish_ours() is Publication.ADDED
        assert publish_ours() is Publication.UNCHANGED
        assert [entry.subject_id for entry in entries("qualification_published")] == [
            "npq-executive-leadership"
        ]

    def test_its_facts_and_topics_are_stored(self):
        publish_ours()
        row = Qualification.objects.get()
        assert (row.name, row.group, row.months, row.word_limit) == (
            "Executive leadership",
            "leadership",
            18,
            2500,
        )
        assert (row.weekly_hours_low, row.weekly_hours_high) == (1, 2)
        assert list(row.topics.values_list("position", flat=True)) == list(range(1, 11))

    def test_topics_change_places_and_keep_their_rows(self, folder):
        publish_ours()
        before = dict(Topic.objects.values_list("identifier", "id"))
        change(folder, 'identifier = "teaching"\nname = "Teaching"', 'identifier = "SWAP"\nname = "Teaching"')
        change(
            folder,
            'identifier = "behaviour"\nname = "Behaviour"',
            'identifier = "teaching"\nname = "Behaviour"',
        )
        change(folder, 'identifier = "SWAP"', 'identifier = "behaviour"')
        assert publish_ours(folder) is Publication.CHANGED
        after = dict(Topic.objects.values_list("identifier", "id"))
        assert after == before
        assert Topic.objects.get(identifier="behaviour").position == 2

    def test_a_topic_no_longer_named_goes(self, folder):
        publish_ours()
        text = (folder / "qualification.toml").read_text()
        before, _, rest = text.partition('[[topics]]\nidentifier = "implementation"')
        (folder / "qualification.toml").write_text(before + rest[rest.index("[[topics]]") :])
        publish_ours(folder)
        assert Topic.objects.count() == 9
        assert list(Topic.objects.values_list("position", flat=True)) == list(range(1, 10))

    def test_a_mistake_in_the_file_changes_nothing(self, folder):
        publish_ours()
        change(folder, "months = 18", "months = 0")
        with pytest.raises(FileError):
            publish_ours(folder)
        assert Qualification.objects.get().months == 18
        assert len(entries("qualification_published")) == 1


class TestPublishingACohort:
    def test_the_same_again_changes_and_records_nothing(self):
        assert publish_cohort(by=BY, at=AT, cohort=OCTOBER_2027) is Publication.ADDED
        assert publish_cohort(by=BY, at=AT, cohort=OCTOBER_2027) is Publication.UNCHANGED
        assert len(entries("cohort_published")) == 1

    def test_a_schedule_more_is_a_change(self):
        publish_cohort(by=BY, at=AT, cohort=OCTOBER_2027)
        spring = msgspec.structs.replace(
            AUTUMN_2027, identifier="npq-leadership-spring", season=Season.SPRING
        )
        more = msgspec.structs.replace(OCTOBER_2027, schedules=(AUTUMN_2027, spring))
        assert publish_cohort(by=BY, at=AT, cohort=more) is Publication.CHANGED
        cohort = Cohort.objects.get()
        assert {s.season for s in schedules_for(cohort.id, CourseGroup.LEADERSHIP)} == {"autumn", "spring"}
        assert schedules_for(cohort.id, CourseGroup.SPECIALIST) == []

    def test_its_closing_may_move_at_any_time(self):
        publish_cohort(by=BY, at=AT, cohort=OCTOBER_2027)
        longer = msgspec.structs.replace(OCTOBER_2027, registration_closes_at=AT + 120 * DAY)
        assert publish_cohort(by=BY, at=AT + 10 * DAY, cohort=longer) is Publication.CHANGED
        assert Cohort.objects.get().registration_closes_at == AT + 120 * DAY

    @pytest.mark.parametrize(
        "changed",
        [
            {"funding": FundingMode.ZERO},
            {"policy_series": "another"},
            {"starts_on": date(2027, 11, 1)},
            {"registration_opens_at": AT + 2 * DAY},
        ],
    )
    def test_what_people_registered_on_the_strength_of_stands_once_it_is_open(self, changed):
        publish_cohort(by=BY, at=AT, cohort=OCTOBER_2027)
        other = msgspec.structs.replace(OCTOBER_2027, **changed)
        with pytest.raises(Refusal) as refused:
            publish_cohort(by=BY, at=AT + DAY, cohort=other)
        assert refused.value.code is RefusalCode.COHORT_ALREADY_OPENED
        assert refused.value.facts["fields"] == next(iter(changed))
        assert publish_cohort(by=BY, at=AT, cohort=other) is Publication.CHANGED

    @pytest.mark.parametrize(
        ("changed", "fault"),
        [
            ({"registration_closes_at": AT}, "registration_closes_at must come after"),
            ({"schedules": (AUTUMN_2027, AUTUMN_2027)}, "different identifiers"),
        ],
    )
    def test_impossible_facts_are_refused_before_they_are_stored(self, changed, fault):
        with pytest.raises(ValueError, match=fault):
            msgspec.structs.replace(OCTOBER_2027, **changed)

    def test_the_database_refuses_what_is_impossible_by_itself(self):
        publish_cohort(by=BY, at=AT, cohort=OCTOBER_2027)
        for model, change_ in [
            (Cohort, {"suffix": "1"}),
            (Cohort, {"funding": "half"}),
            (Cohort, {"registration_closes_at": AT}),
            (Schedule, {"applies_to": date(2027, 9, 30)}),
            (Schedule, {"season": "winter"}),
            (Schedule, {"accepted_from": AT.date(), "accepted_before": AT.date()}),
        ]:
            with pytest.raises(IntegrityError), transaction.atomic():
                model.objects.update(**change_)


class TestTheReference:
    def test_october_2023_is_published_with_its_nine_providers(self, published):
        cohort = Cohort.objects.get()
        assert (cohort.identifier, cohort.name, cohort.funding) == ("2023a", "October 2023", "full")
        assert cohort.registration_opens_at == datetime(2023, 4, 2, 23, tzinfo=UTC)
        assert Offer.objects.filter(cohort=cohort).count() == 9
        ambition = LeadProvider.objects.get(name="Ambition Institute")
        assert ambition.id == UUID("9e35e998-c63b-4136-89c4-e9e18ddde0ea")
        assert not LeadProvider.objects.filter(invented=True).exists()

    def test_the_same_again_changes_and_records_nothing(self, published):
        recorded = Entry.objects.count()
        assert publish_reference(by=BY, at=AT, folder=REFERENCE) is Publication.UNCHANGED
        assert Entry.objects.count() == recorded

    def test_publishing_again_does_not_reopen_a_closed_offer(self, published):
        ambition = UUID("9e35e998-c63b-4136-89c4-e9e18ddde0ea")
        close_offer(
            by=BY, at=AT, qualification="npq-executive-leadership", cohort="2023a", lead_provider_id=ambition
        )
        publish_reference(by=BY, at=AT, folder=REFERENCE)
        assert Offer.objects.get(lead_provider=ambition).closed_at == AT

    def test_an_unknown_qualification_changes_nothing(self):
        with pytest.raises(NotFound):
            publish_reference(by=BY, at=AT, folder=REFERENCE)
        assert not LeadProvider.objects.exists()
        assert not Cohort.objects.exists()

    @pytest.mark.parametrize(
        ("file", "old", "new", "fault"),
        [
            ("cohorts/2023a.toml", "+01:00", "", "registration_opens_at"),
            ("cohorts/2023a.toml", 'suffix = "a"', 'suffix = "b"', "make '2023b'"),
            ("cohorts/2023a.toml", '"9e35e998-', '"00000000-', "is not in lead-providers.toml"),
            (
                "schedules.toml",
                "accepted_before = 2023-12-26",
                "accepted_before = 2023-12-27",
                "same day of acceptance",
            ),
            ("schedules.toml", 'season = "autumn"', 'season = "winter"', "schedules[0].season"),
            (
                "schedules.toml",
                "accepted_before = 2023-12-26",
                "accepted_before = 2023-04-03",
                "accepted_before must",
            ),
            ("lead-providers.toml", "closed_to_new", "gone", "lead_providers[3].status"),
        ],
    )
    def test_a_mistake_is_named_by_file_and_field(self, tmp_path, file, old, new, fault):
        folder = Path(shutil.copytree(REFERENCE, tmp_path / "reference"))
        path = folder / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new, 1))
        with pytest.raises(FileError) as raised:
            publish_reference(by=BY, at=AT, folder=folder)
        assert fault in str(raised.value)
        assert ".toml: " in str(raised.value)


class TestOffers:
    @pytest.fixture
    def offered(self) -> UUID:
        publish_ours()
        publish_cohort(by=BY, at=AT, cohort=OCTOBER_2027)
        provider = uuid4()
        publish_lead_provider(
            by=BY, at=AT, lead_provider_id=provider, name="Northlight Institute", invented=True
        )
        assert self.offer(provider) is Publication.ADDED
        return provider

    @staticmethod
    def offer(provider: UUID, **terms) -> Publication:
        return publish_offer(
            by=BY,
            at=AT,
            qualification="npq-executive-leadership",
            cohort="2027a",
            lead_provider_id=provider,
            **terms,
        )

    def test_the_same_again_changes_nothing_and_new_terms_change_the_offer(self, offered):
        assert self.offer(offered) is Publication.UNCHANGED
        assert self.offer(offered, needs_approval=True) is Publication.CHANGED
        assert Offer.objects.get().needs_approval
        assert len(entries("offer_published")) == 2

    def test_a_closed_offer_takes_nobody_until_it_opens_again(self, offered):
        def cohorts():
            return open_cohorts("npq-executive-leadership", AT + DAY)

        key = {"qualification": "npq-executive-leadership", "cohort": "2027a", "lead_provider_id": offered}
        assert [cohort.identifier for cohort in cohorts()] == ["2027a"]
        close_offer(by=BY, at=AT, **key)
        assert cohorts() == []
        with pytest.raises(Refusal) as refused:
            close_offer(by=BY, at=AT, **key)
        assert refused.value.code is RefusalCode.OFFER_ALREADY_CLOSED
        assert self.offer(offered) is Publication.CHANGED
        assert len(cohorts()) == 1

    def test_what_is_not_published_is_not_found(self, offered):
        with pytest.raises(NotFound):
            self.offer(uuid4())
        with pytest.raises(NotFound):
            publish_offer(by=BY, at=AT, qualification="npq-none", cohort="2027a", lead_provider_id=offered)
        for cohort in ("2031a", "", "a", "nonsense", "２０２７a"):
            with pytest.raises(NotFound):
                close_offer(
                    by=BY,
                    at=AT,
                    qualification="npq-executive-leadership",
                    cohort=cohort,
                    lead_provider_id=offered,
                )
        with pytest.raises(NotFound):
            publish_delivery_partnership(
                by=BY, at=AT, cohort="2027a", lead_provider_id=offered, delivery_partner_id=uuid4()
            )

    def test_a_delivery_partnership_is_published_once(self, offered):
        partner = uuid4()
        publish_delivery_partner(
            by=BY, at=AT, delivery_partner_id=partner, name="Vale Hub", region="North", invented=True
        )
        key = {"cohort": "2027a", "lead_provider_id": offered, "delivery_partner_id": partner}
        assert publish_delivery_partnership(by=BY, at=AT, **key) is Publication.ADDED
        assert publish_delivery_partnership(by=BY, at=AT, **key) is Publication.UNCHANGED
        assert len(entries("delivery_partnership_published")) == 1


def test_a_second_qualification_is_data_and_words(tmp_path):
    """An invented one, in a folder: published, offered, and its page is there, without a line of code."""
    folder = Path(shutil.copytree(OURS, tmp_path / "npq-lighthouse-keeping"))
    for old, new in [
        ('identifier = "npq-executive-leadership"', 'identifier = "npq-lighthouse-keeping"'),
        ('short_code = "NPQEL"', 'short_code = "NPQLK"'),
        ('name = "Executive leadership"', 'name = "Lighthouse keeping"'),
        ('group = "leadership"', 'group = "specialist"'),
        ("position = 20", "position = 30"),
        ("months = 18", "months = 12"),
        ("word_limit = 2500", "word_limit = 1500"),
        ('name = "Trust culture"', 'name = "Lamps and lenses"'),
    ]:
        change(folder, old, new)
    publish_ours()
    assert publish_ours(folder) is Publication.ADDED
    publish_cohort(by=BY, at=AT, cohort=OCTOBER_2027)
    provider = uuid4()
    publish_lead_provider(by=BY, at=AT, lead_provider_id=provider, name="Northlight Institute", invented=True)
    publish_offer(
        by=BY, at=AT, qualification="npq-lighthouse-keeping", cohort="2027a", lead_provider_id=provider
    )

    course = course_page("npq-lighthouse-keeping", AT)
    assert course.qualification.name == "Lighthouse keeping"
    assert (course.qualification.months, course.qualification.word_limit) == (12, 1500)
    assert course.topics[0].name == "Lamps and lenses"
    assert course.study_hours == (52, 104)
    assert course.cohort is not None
    assert course.cohort.identifier == "2027a"
    assert course.phase is Phase.COMING
    assert [offer.lead_provider for offer in course.offers] == ["Northlight Institute"]
    assert replace(course.qualification) != course_page("npq-executive-leadership", AT).qualification

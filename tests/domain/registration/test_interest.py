from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.catalogue.operations import publish_cohort, publish_offer, publish_qualification
from npq.domain.catalogue.reference import CohortFacts
from npq.domain.organisations.operations import publish_lead_provider
from npq.domain.registration.kinds import RefusalCode, Task
from npq.domain.registration.models import Interest, StoppedAddress
from npq.domain.registration.operations.interest import (
    ask_to_be_told,
    confirm_interest,
    stop_interest,
    tell_interested,
)
from npq.domain.registration.queries.interest import (
    confirm_token,
    interest_to_confirm,
    interest_to_stop,
    stop_token,
)
from npq.domain.registration.rules.interest import LINK_LIVES, may_send_link
from npq.domain.registration.rules.sponsors import address_digest
from npq.domain.registration.tasks.interest import send_link_to_confirm, send_news_of_opening
from npq.gateways.email.models import KeptLetter
from npq.kernel.models import Entry
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

OURS = "npq-executive-leadership"
VISITOR = Viewer.visitor()
SYSTEM = Viewer.system("test")
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
OPENS = AT + 30 * DAY

pytestmark = pytest.mark.django_db


def cohort(year: int, opens_at: datetime, closes_at: datetime | None = None) -> None:
    """A cohort with one provider that takes new participants."""
    facts = CohortFacts(
        start_year=year,
        suffix="a",
        name=f"October {year}",
        starts_on=date(year, 10, 1),
        registration_opens_at=opens_at,
        registration_closes_at=closes_at,
        funding=FundingMode.FULL,
        policy_series="demonstration",
        source="Invented for a test",
    )
    provider = uuid4()
    publish_cohort(by=SYSTEM, at=AT, cohort=facts)
    publish_lead_provider(
        by=SYSTEM, at=AT, lead_provider_id=provider, name=f"Northlight {year}", invented=True
    )
    publish_offer(by=SYSTEM, at=AT, qualification=OURS, cohort=facts.identifier, lead_provider_id=provider)


@pytest.fixture(autouse=True)
def world() -> None:
    publish_qualification(by=SYSTEM, at=AT, folder=Path(__file__).parents[3] / "courses" / OURS)
    cohort(2027, OPENS, OPENS + 60 * DAY)


def ask(email: str = "ada@example.org", at: datetime = AT) -> Interest | None:
    ask_to_be_told(by=VISITOR, at=at, qualification=OURS, email=email)
    return Interest.objects.filter(email=email.strip().lower()).first()


def confirmed(email: str = "ada@example.org", at: datetime = AT) -> Interest:
    interest = ask(email, at)
    confirm_interest(by=VISITOR, at=at, interest_id=interest.id)
    return interest


def jobs(task: Task) -> list[dict]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=task.value).order_by("id")]


def sweep(at: datetime) -> int:
    return tell_interested(by=SYSTEM, at=at)


class TestAsking:
    def test_a_link_is_queued_and_nothing_else(self):
        interest = ask(" Ada@Example.ORG ")
        assert interest.confirmed_at is None
        (job,) = jobs(Task.CONFIRM_INTEREST)
        assert job["interest_id"] == str(interest.id)
        assert "ada" not in str(job).lower()
        assert sweep(OPENS) == 0

    def test_one_address_has_one_wish_and_hears_again_only_after_a_while(self):
        ask()
        ask("ADA@example.org", AT + 9 * MINUTE)
        assert len(jobs(Task.CONFIRM_INTEREST)) == 1
        ask(at=AT + 10 * MINUTE)
        ask(at=AT + 10 * MINUTE + DAY - MINUTE)
        assert len(jobs(Task.CONFIRM_INTEREST)) == 2
        ask(at=AT + 10 * MINUTE + DAY)
        keys = [job["key"] for job in jobs(Task.CONFIRM_INTEREST)]
        assert len(set(keys)) == 3
        assert Interest.objects.count() == 1

    def test_somebody_confirmed_is_sent_no_link(self):
        confirmed()
        ask(at=AT + 5 * DAY)
        assert len(jobs(Task.CONFIRM_INTEREST)) == 1
        assert Interest.objects.get().asked_at == AT

    def test_an_address_that_wants_no_mail_gets_none_and_is_not_kept(self):
        StoppedAddress.objects.create(digest=address_digest("ada@example.org"), stopped_at=AT)
        assert ask("Ada@example.org") is None
        assert jobs(Task.CONFIRM_INTEREST) == []

    def test_an_unknown_qualification_is_not_found(self):
        with pytest.raises(NotFound):
            ask_to_be_told(by=VISITOR, at=AT, qualification="npq-none", email="ada@example.org")

    def test_the_journal_knows_no_address(self):
        interest = confirmed()
        stop_interest(by=VISITOR, at=AT, interest_id=interest.id)
        kinds = ["interest_asked", "interest_confirmed", "interest_stopped"]
        entries = Entry.objects.filter(subject_kind="interest").order_by("id")
        assert [entry.kind for entry in entries] == kinds
        assert not any("ada" in str(entry.facts) for entry in entries)

    @pytest.mark.parametrize(
        ("sent", "after", "may"),
        [
            (0, timedelta(), True),
            (1, 10 * MINUTE - timedelta(microseconds=1), False),
            (1, 10 * MINUTE, True),
            (2, DAY - timedelta(microseconds=1), False),
            (2, DAY, True),
            (9, DAY, True),
        ],
    )
    def test_how_soon_another_link_may_go(self, sent, after, may):
        assert may_send_link(sent, AT, AT + after) is may


class TestConfirming:
    def test_the_link_leads_to_the_wish_until_it_has_run_out(self):
        interest = ask()
        token = confirm_token(interest.id)
        assert interest_to_confirm(token, AT + LINK_LIVES - MINUTE).id == interest.id
        with pytest.raises(Refusal) as refused:
            interest_to_confirm(token, AT + LINK_LIVES)
        assert refused.value.code is RefusalCode.LINK_EXPIRED
        with pytest.raises(Refusal):
            confirm_interest(by=VISITOR, at=AT + LINK_LIVES, interest_id=interest.id)
        assert Interest.objects.get().confirmed_at is None

    def test_a_repeat_does_nothing_even_late(self):
        interest = confirmed()
        confirm_interest(by=VISITOR, at=AT + 100 * DAY, interest_id=interest.id)
        assert Interest.objects.get().confirmed_at == AT
        assert interest_to_confirm(confirm_token(interest.id), AT + 100 * DAY).confirmed

    def test_a_forged_link_or_one_for_another_door_is_not_valid(self):
        interest = ask()
        for token in ("", "x", confirm_token(interest.id)[:-2] + "zz", stop_token(interest.id), "a" * 10_000):
            with pytest.raises(Refusal) as refused:
                interest_to_confirm(token, AT)
            assert refused.value.code is RefusalCode.LINK_NOT_VALID
        with pytest.raises(Refusal):
            interest_to_stop(confirm_token(interest.id))

    def test_a_wish_that_is_gone_has_run_out(self):
        with pytest.raises(Refusal) as refused:
            confirm_interest(by=VISITOR, at=AT, interest_id=uuid4())
        assert refused.value.code is RefusalCode.LINK_EXPIRED


class TestStopping:
    def test_the_address_is_forgotten_and_a_repeat_does_nothing(self):
        interest = confirmed()
        token = stop_token(interest.id)
        assert interest_to_stop(token).confirmed
        stop_interest(by=VISITOR, at=AT + 900 * DAY, interest_id=interest.id)
        stop_interest(by=VISITOR, at=AT + 900 * DAY, interest_id=interest.id)
        assert not Interest.objects.exists()
        assert interest_to_stop(token) is None
        assert Entry.objects.filter(kind="interest_stopped").count() == 1

    def test_somebody_who_stopped_may_ask_again(self):
        stop_interest(by=VISITOR, at=AT, interest_id=confirmed().id)
        assert ask(at=AT + MINUTE).confirmed_at is None
        assert len(jobs(Task.CONFIRM_INTEREST)) == 2


class TestTelling:
    def test_everyone_who_confirmed_hears_once_when_it_opens(self):
        ada, _ = confirmed(), ask("unconfirmed@example.org")
        bo = confirmed("bo@example.org")
        assert sweep(OPENS - timedelta(microseconds=1)) == 0
        assert sweep(OPENS) == 2
        assert sweep(OPENS) == 0
        assert sweep(OPENS + 10 * DAY) == 0
        assert {job["interest_id"] for job in jobs(Task.TELL_REGISTRATION_OPEN)} == {str(ada.id), str(bo.id)}

    def test_a_late_sweep_tells_of_nothing_that_has_closed(self):
        confirmed()
        assert sweep(OPENS + 60 * DAY) == 0

    def test_who_asked_while_it_was_open_hears_of_the_next(self):
        confirmed(at=OPENS + DAY)
        cohort(2028, OPENS + 10 * DAY)
        assert sweep(OPENS + 2 * DAY) == 0
        assert sweep(OPENS + 10 * DAY) == 1
        (job,) = jobs(Task.TELL_REGISTRATION_OPEN)
        assert job["key"].count("/") == 2

    def test_two_cohorts_open_at_once_are_each_told_of_once(self):
        confirmed()
        cohort(2028, OPENS + DAY)
        assert [sweep(OPENS), sweep(OPENS + DAY), sweep(OPENS + DAY)] == [1, 1, 0]

    def test_many_are_told_in_portions(self, monkeypatch):
        monkeypatch.setattr("npq.domain.registration.operations.interest.MOST_AT_ONCE", 2)
        for number in range(5):
            confirmed(f"p{number}@example.org")
        assert [sweep(OPENS) for _ in range(4)] == [2, 2, 1, 0]

    def test_an_idle_sweep_takes_the_same_queries_for_one_and_for_many_people(
        self, django_assert_num_queries
    ):
        for people in (["a"], ["b", "c", "d"]):
            for name in people:
                confirmed(f"{name}@example.org")
            sweep(OPENS)
            with django_assert_num_queries(5):
                assert sweep(OPENS) == 0


class TestLetters:
    """The letters themselves, through the gateway that keeps them."""

    def test_the_link_to_confirm(self):
        interest = ask()
        (job,) = jobs(Task.CONFIRM_INTEREST)
        send_link_to_confirm(at=AT, key=job["key"], interest_id=interest.id)
        send_link_to_confirm(at=AT, key=job["key"], interest_id=interest.id)
        letter = KeptLetter.objects.get()
        assert letter.to == "ada@example.org"
        assert f"/courses/{OURS}/tell-me/confirm/{confirm_token(interest.id)}" in letter.body
        assert "9 November 2026" in letter.body
        assert "national professional qualification in executive leadership" in letter.body

    def test_the_news(self):
        interest = confirmed()
        sweep(OPENS)
        (job,) = jobs(Task.TELL_REGISTRATION_OPEN)
        facts = {"interest_id": interest.id, "cohort_id": job["cohort_id"]}
        send_news_of_opening(at=OPENS, key=job["key"], **facts)
        letter = KeptLetter.objects.get()
        for said in (
            "October 2027",
            "1 October 2027",
            "31 January 2027",
            stop_token(interest.id),
            f"/courses/{OURS}\n",
        ):
            assert said in letter.body

    def test_a_letter_that_was_stopped_meanwhile_is_not_sent(self):
        interest = confirmed()
        sweep(OPENS)
        (asked,), (told,) = jobs(Task.CONFIRM_INTEREST), jobs(Task.TELL_REGISTRATION_OPEN)
        send_link_to_confirm(at=AT, key=asked["key"], interest_id=interest.id)
        stop_interest(by=VISITOR, at=OPENS, interest_id=interest.id)
        send_news_of_opening(at=OPENS, key=told["key"], interest_id=interest.id, cohort_id=told["cohort_id"])
        assert not KeptLetter.objects.exists()

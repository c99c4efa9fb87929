"""Submitting: once, whatever is pressed how often, and with a clear word where it cannot be."""

from functools import partial
from uuid import uuid4

import pytest

from npq.domain.catalogue.operations import close_offer
from npq.domain.registration.models import Draft, Registration, StoppedAddress
from npq.domain.registration.rules.sponsors import address_digest
from npq.kernel import clock
from tests import world
from tests.jobs import queued_jobs
from tests.web.participant.walk import (
    CHECK,
    START,
    asked,
    draft,
    go_on,
    name_of,
    only_registration,
    registration_at,
    walk,
)
from tests.web.visitor import Visitor
from tests.world import COHORT, NPQEL


class TestSubmitting:
    def test_a_double_click_makes_one_registration_and_leads_to_the_same_page(self, newcomers):
        check = walk(newcomers)
        first, second = check.send(), check.send()
        assert registration_at(first) == registration_at(second) == only_registration().id
        assert queued_jobs().count("registration.tell_submitted") == 1

    def test_a_cohort_that_closes_before_submit_is_told_and_the_answers_stay(self, newcomers, clock):
        check = walk(newcomers)
        clock.move(days=181)
        page = check.send()
        assert not Registration.objects.exists()
        assert name_of(page) == "course"
        assert page.heading == "Registration is not open"
        assert "Your answers are kept" in page.text
        assert draft().answers["full_name"] == "Amina Clarke"

    def test_where_another_start_is_open_it_can_be_chosen(self, newcomers, northlight, clock):
        check = walk(newcomers)
        clock.move(days=181)
        world.offer(northlight, in_cohort=world.cohort("2027b", opens_at=clock.at))
        page = check.send()
        assert name_of(page) == "course"
        assert "Registration for the course you chose is not open any more" in page.text
        assert page.offered == ["Executive leadership"]
        after = page.send(course=f"{NPQEL}/2027b")
        assert go_on(after).send().path.startswith("/home/registrations/")

    def test_a_provider_that_stops_offering_is_asked_for_again_with_the_reason(
        self, newcomers, northlight, meridian
    ):
        check = walk(newcomers, provider={"lead_provider": str(northlight)})
        close_offer(by=world.BY, at=world.AT, qualification=NPQEL, cohort=COHORT, lead_provider_id=northlight)
        page = check.send()
        assert name_of(page) == "provider"
        assert "The provider you chose does not offer this course" in page.text
        assert page.offered == ["Meridian Leadership College"]

    def test_who_is_registered_already_is_led_to_that_registration(self, aminas, amina, northlight, oakfield):
        walk(aminas)
        kept = draft()
        registered = world.registration(amina, northlight)
        kept.id = uuid4()
        kept.save(force_insert=True)
        page = aminas.open(f"{START}/{CHECK}")
        assert page.heading == "You are registered already"
        assert f"/home/registrations/{registered}" in page.links.values()
        assert "Your answers are kept" in page.text
        assert Registration.objects.count() == 1
        assert Draft.objects.count() == 1

    def test_who_is_registered_for_all_that_is_open_is_told_so_at_once(self, aminas, registered):
        page = aminas.open(START)
        assert page.heading == "You are registered already"
        assert f"/home/registrations/{registered}" in page.links.values()
        assert not page.main.findall(".//form")
        assert "Register for another qualification" not in aminas.open("/home").text

    def test_a_sponsor_who_wants_no_mail_is_refused_with_the_way_out(self, newcomers):
        check = walk(newcomers)
        StoppedAddress.objects.create(digest=address_digest("grace@oakfield.example"), stopped_at=world.AT)
        page = check.send()
        assert page.status == 409
        assert page.errors == [
            "We cannot write to that address, because its owner has asked us not to. Name another sponsor"
        ]
        assert page.links[page.errors[0]] == f"{START}/sponsor"
        assert not Registration.objects.exists()

    @pytest.mark.parametrize("sent", ["", "nonsense", "x" * 10_000, "8f4a0f62-2d4e-4f0e-9d0c-0e4b6a5b1a11"])
    def test_a_draft_that_is_nobodys_is_not_found(self, newcomers, sent):
        check = walk(newcomers)
        assert newcomers.post_to(check.path, {"draft": sent}).status == 404
        assert not Registration.objects.exists()

    def test_another_persons_draft_is_not_found(self, newcomers, zeds):
        walk(newcomers)
        for path in (f"{START}/{CHECK}",):
            assert zeds.post_to(path, {"draft": str(draft().id)}).status == 404
        assert zeds.status(f"/register/drafts/{draft().id}/delete") == 404
        assert zeds.post_to(f"/register/drafts/{draft().id}/delete").status == 404
        assert Draft.objects.exists()


class TestTheSecondTime:
    def test_only_what_is_not_known_is_asked(self, aminas, amina, registered, northlight):
        world.qualification("npq-headship")
        world.offer(northlight, course="npq-headship")
        assert "Register for another qualification" in aminas.open("/home").text
        road = asked(aminas)
        assert road == ["funding", "provider", "teacher-reference-number", "notice"]
        page = aminas.open(f"{START}/{CHECK}")
        assert page.rows["Workplace"] == "Oakfield Academy, Oakfield"
        assert page.rows["Sponsor"].startswith("Grace Adeyemi")
        page.send()
        assert Registration.objects.count() == 2
        assert len(aminas.open("/home").main.findall(".//section")) == 2


def test_two_presses_at_the_very_same_moment_make_one_registration(real_database):
    clock.set_to(world.AT)  # for all threads
    world.qualification()
    world.cohort()
    world.offer(world.lead_provider())
    world.school()
    amina = world.person("Amina Clarke")
    browsers = [Visitor(amina) for _ in range(4)]
    check = walk(browsers[0])
    fields = {"draft": check.holds("draft"), "seen": check.holds("seen")}

    answers = real_database.at_once(*[partial(browser.post, check.path, fields) for browser in browsers])

    made = Registration.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/home/registrations/{made.id}?sent"] * 4
    assert queued_jobs() == ["registration.ask_sponsor", "registration.tell_submitted"]
    assert not Draft.objects.exists()

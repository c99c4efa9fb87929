"""Once, as far as it can be: the same letter, whichever way it goes."""

import pytest
from django.db import DatabaseError, transaction

from npq.gateways import email
from npq.gateways.email import posting
from npq.gateways.email.failures import PermanentFailure, TemporaryFailure
from npq.gateways.email.models import Dispatch, KeptLetter

WORDS = {"code": "123456", "minutes": "15"}


def post(reference="code:1", to="ann@school.example"):
    email.post(reference=reference, to=to, template="sign-in-code", personalisation=WORDS)


def crash(*args):
    raise DatabaseError("the connection is gone")


@pytest.mark.django_db
class TestOnce:
    def test_a_repeat_sends_nothing(self, road, clock):
        post()
        clock.move(days=1)
        post()
        assert len(road.arrived()) == 1

    def test_another_reference_is_another_letter(self, road):
        post("code:1")
        post("code:2")
        assert len(road.arrived()) == 2

    def test_what_is_kept_of_it(self, road, at):
        post()
        assert Dispatch.objects.values().get() == {
            "reference": "code:1",
            "template": "sign-in-code",
            "outcome": "sent",
            "code": "",
            "at": at,
        }

    def test_a_bad_address_is_written_down_and_not_tried_again(self, road):
        for _ in range(2):
            with pytest.raises(PermanentFailure, match="address_refused"):
                post(to=road.no)
        assert Dispatch.objects.values_list("outcome", "code").get() == ("refused", "address_refused")

    def test_a_failure_for_now_leaves_the_way_open(self, outer_road):
        with pytest.raises(TemporaryFailure):
            post(to=outer_road.later)
        assert not Dispatch.objects.exists()
        post()
        assert len(outer_road.arrived()) == 1

    def test_after_a_crash_before_it_is_written_down_it_goes_again_with_the_same_reference(
        self, outer_road, monkeypatch
    ):
        with monkeypatch.context() as patch, pytest.raises(DatabaseError):
            patch.setattr(posting, "_write_down", crash)
            post()
        post()
        first, again = outer_road.arrived()
        assert first == again

    def test_what_the_demonstration_keeps_goes_with_the_crash(self, by_demonstration, monkeypatch):
        with monkeypatch.context() as patch, pytest.raises(DatabaseError):
            patch.setattr(posting, "_write_down", crash)
            post()
        assert not KeptLetter.objects.exists()
        post()
        assert KeptLetter.objects.count() == 1

    def test_never_in_a_transaction_that_may_be_rolled_back(self, by_demonstration):
        with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
            post()


def test_many_tries_at_once_send_one_letter(real_database, settings):
    settings.EMAIL_GATEWAY = "demonstration"
    assert real_database.at_once(*[post] * 6) == [None] * 6
    assert KeptLetter.objects.count() == 1

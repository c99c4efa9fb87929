import pytest
from django.core import mail
from django.core.mail import EmailMessage

from npq.gateways.email.failures import PermanentFailure
from npq.gateways.email.models import Dispatch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real_backend(settings):
    settings.EMAIL_BACKEND = "npq.gateways.email.backend.EmailBackend"


def test_a_library_s_message_goes_the_same_way(road):
    mail.send_mail("Your\ncode", "123456", None, ["ann@school.example", "ben@school.example"])
    assert [arrived.to for arrived in road.arrived()] == ["ann@school.example", "ben@school.example"]
    assert road.arrived()[0].subject == "Your code"
    assert "123456" in road.arrived()[0].body


def test_a_message_may_name_one_of_our_letters(road):
    message = EmailMessage(to=["ann@school.example"])
    message.letter = ("sign-in-code", {"code": "123456", "minutes": "15"})
    assert message.send() == 1
    [arrived] = road.arrived()
    assert arrived.subject == "123456 is your code to sign in"
    assert "15 minutes" in arrived.body


def test_every_one_is_a_letter_of_its_own(road):
    for _ in range(2):
        mail.send_mail("Your code", "123456", None, ["ann@school.example"])
    first, second = road.arrived()
    assert first.mark != second.mark
    assert not Dispatch.objects.exists()


def test_a_failure_is_raised_unless_it_is_to_be_silent(road):
    with pytest.raises(PermanentFailure):
        mail.send_mail("Your code", "123456", None, [road.no])
    assert mail.send_mail("Your code", "123456", None, [road.no], fail_silently=True) == 0

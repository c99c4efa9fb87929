"""One class for every way out: the demonstration's is a fake, and this is what it is held to."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from npq.gateways.email.failures import PermanentFailure, TemporaryFailure
from npq.gateways.email.letter import Letter
from npq.gateways.email.ways import way_out
from npq.gateways.email.ways.smtp import Server
from tests.gateways.email.notify_server import KEY
from tests.gateways.email.tls import certificate_for

pytestmark = pytest.mark.django_db


def letter(**changes) -> Letter:
    return Letter(
        **{
            "reference": "sponsor-asked:5b2c:1",
            "to": "ann@school.example",
            "template": "sponsor-request",
            "subject": "Ann Löwe-Price asks you to support her course",
            "body": "“Yes” or ‘no’: £0\n.\n..\nhttp://127.0.0.1/approve/abc\n",
            **changes,
        }
    )


class TestEveryWay:
    def test_a_letter_arrives_whole(self, road):
        way_out()(letter())
        [arrived] = road.arrived()
        assert arrived.to == "ann@school.example"
        assert arrived.subject == letter().subject
        assert arrived.body == letter().body

    def test_the_receiver_can_tell_a_repeat(self, road):
        for reference in ["a:1", "a:1", "b:1"]:
            way_out()(letter(reference=reference))
        first, again, other = (arrived.mark for arrived in road.arrived())
        assert first == again != other

    def test_a_bad_address_is_for_ever(self, road):
        with pytest.raises(PermanentFailure) as failure:
            way_out()(letter(to=road.no))
        assert failure.value.code == "address_refused"
        assert road.arrived() == []

    def test_the_failure_names_no_address(self, road):
        with pytest.raises(PermanentFailure) as failure:
            way_out()(letter(to=road.no))
        assert road.no not in repr(failure.value)
        assert failure.value.__cause__ is None
        assert failure.value.__suppress_context__ or failure.value.__context__ is None


class TestEveryWayOutside:
    def test_a_busy_service_is_for_now(self, outer_road):
        with pytest.raises(TemporaryFailure) as failure:
            way_out()(letter(to=outer_road.later))
        assert failure.value.code == "busy"

    def test_no_answer_is_for_now(self, outer_road, settings):
        settings.SMTP = "smtp://127.0.0.1:1"
        settings.NOTIFY = {**settings.NOTIFY, "base_url": "http://127.0.0.1:1"}
        with pytest.raises(TemporaryFailure) as failure:
            way_out()(letter())
        assert failure.value.code == "no_connection"


class TestSmtp:
    def test_the_message_says_that_a_machine_wrote_it(self, by_smtp, mail, settings):
        way_out()(letter())
        [arrived] = mail.letters
        assert arrived["Auto-Submitted"] == "auto-generated"
        assert arrived["From"].addresses[0].addr_spec == settings.EMAIL_FROM
        assert arrived["From"].addresses[0].display_name == settings.SERVICE_NAME
        assert arrived["Message-ID"].endswith(f"@{settings.EMAIL_FROM.partition('@')[2]}>")
        assert "sponsor-asked" not in arrived["Message-ID"]

    def test_a_server_that_hangs_up_is_for_now(self, by_smtp, mail):
        mail.hangs_up = True
        with pytest.raises(TemporaryFailure):
            way_out()(letter())

    @pytest.mark.parametrize(
        ("reply", "failure"), [("554 spam", PermanentFailure), ("452 disk full", TemporaryFailure)]
    )
    def test_a_refused_letter(self, by_smtp, mail, reply, failure):
        mail.refuses_data = reply
        with pytest.raises(failure):
            way_out()(letter())

    @pytest.mark.parametrize(
        "to", ["jürgen@school.example", "a@b@c", "", "two words@school.example", "a\nb@c.example"]
    )
    def test_an_address_no_server_takes(self, by_smtp, mail, to):
        with pytest.raises(PermanentFailure):
            way_out()(letter(to=to))
        assert mail.letters == []

    def test_it_signs_in(self, by_smtp, mail, settings):
        mail.login = ("npq", "p/ss:word")
        settings.SMTP = f"smtp://npq:p%2Fss%3Aword@127.0.0.1:{mail.port}"
        way_out()(letter())
        assert len(mail.letters) == 1

    def test_a_wrong_password_is_ours_to_put_right(self, by_smtp, mail, settings):
        mail.login = ("npq", "right")
        settings.SMTP = f"smtp://npq:wrong@127.0.0.1:{mail.port}"
        with pytest.raises(TemporaryFailure) as failure:
            way_out()(letter())
        assert failure.value.code == "not_let_in"

    def test_it_encrypts_when_told_to(self, by_smtp, mail, settings, tmp_path, monkeypatch):
        mail.tls, authority = certificate_for("127.0.0.1", tmp_path)
        settings.SMTP = f"{mail.url}?starttls=true"
        with pytest.raises(TemporaryFailure):
            way_out()(letter())
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        way_out()(letter())
        assert len(mail.letters) == 1

    @pytest.mark.parametrize(
        ("url", "server"),
        [
            ("smtp://mail.example", Server("mail.example", 25, "", "", "")),
            ("smtp://u:p@mail.example:587?starttls=true", Server("mail.example", 587, "u", "p", "starttls")),
            ("smtps://u:p%40@mail.example", Server("mail.example", 465, "u", "p@", "implicit")),
        ],
    )
    def test_what_the_url_says(self, url, server):
        assert Server.at(url) == server


class TestNotify:
    def test_a_wrong_key_is_ours_to_put_right(self, by_notify, settings):
        settings.NOTIFY = {**settings.NOTIFY, "api_key": KEY[:-1] + "1"}
        with pytest.raises(TemporaryFailure) as failure:
            way_out()(letter())
        assert failure.value.code == "misconfigured"

    def test_a_missing_template_is_ours_to_put_right(self, by_notify, settings):
        settings.NOTIFY = {**settings.NOTIFY, "template_id": "another"}
        with pytest.raises(TemporaryFailure):
            way_out()(letter())

    @pytest.mark.parametrize(("status", "code"), [(429, "busy"), (503, "busy"), (403, "misconfigured")])
    def test_a_no_for_now(self, by_notify, notify, status, code):
        notify.replies["ann@school.example"] = (status, [{"error": "X", "message": "y"}])
        with pytest.raises(TemporaryFailure) as failure:
            way_out()(letter())
        assert failure.value.code == code

    def test_a_letter_too_large_is_for_ever(self, by_notify, notify):
        notify.replies["ann@school.example"] = (413, [{"error": "X", "message": "too long"}])
        with pytest.raises(PermanentFailure):
            way_out()(letter())


class TestWhichWay:
    def test_an_unknown_name(self, settings):
        settings.EMAIL_GATEWAY = "pigeon"
        with pytest.raises(ImproperlyConfigured, match="pigeon"):
            way_out()

    def test_a_service_with_real_people_sends(self, settings):
        settings.EMAIL_GATEWAY = "demonstration"
        settings.CLOCK_SETTABLE = False
        with pytest.raises(ImproperlyConfigured, match="smtp or notify"):
            way_out()

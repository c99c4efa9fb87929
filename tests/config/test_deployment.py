"""`npq check`: everything as it should be, and each thing that is not."""

import psycopg
import pytest

from npq.config import static_files
from npq.config.deployment import stored, surroundings
from tests.gateways.email.mail_server import mail_server

FIT = {
    "NPQ_SECRET_KEY": "k" * 50,
    "NPQ_BASE_URL": "https://npq.example",
    "NPQ_HOSTS": "npq.example",
    "NPQ_CONTACT_EMAIL": "help@npq.example",
    "NPQ_CONTROLLER_NAME": "The Department of Examples",
}


def heartbeat(url):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def not_good(findings):
    return [finding.words for finding in findings if not finding.good]


@pytest.fixture
def collected(settings):
    """The static files, brought together as a start of the service does."""
    settings.STATIC_ROOT = settings.ROOT / "build" / "collected"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "npq.config.static_files.Collected"}}
    static_files.collect()


def test_a_deployment_that_is_fit(npq, real_database, collected):
    heartbeat(real_database.url)
    with mail_server() as server:
        done = npq("check", **FIT, DATABASE_URL=real_database.url, NPQ_SMTP_URL=server.url)
    assert done.stdout.count("ok   ") == len(done.stdout.splitlines()) == 16
    assert done.returncode == 0


def test_one_that_is_not(npq, real_database):
    done = npq("check", DATABASE_URL=real_database.url, NPQ_SECRET_KEY="short")
    assert "NOT  NPQ_SECRET_KEY is missing or short" in done.stdout
    assert "NOT  No worker is at work" in done.stdout
    assert "ok   Every migration is applied." in done.stdout
    assert done.returncode == 1


def test_without_a_database_nothing_is_made(npq, tmp_path):
    done = npq("check")
    assert "NOT  There is no database yet. Run `npq migrate`." in done.stdout
    assert not (tmp_path / "var" / "postgres").exists()


@pytest.fixture
def told(settings, monkeypatch):
    """The settings of a deployment that is fit, in this process."""
    for name, value in {**FIT, "DATABASE_URL": "postgresql://there/npq"}.items():
        monkeypatch.setenv(name, value)
    settings.BASE_URL, settings.SECURE, settings.ALLOWED_HOSTS = FIT["NPQ_BASE_URL"], True, [FIT["NPQ_HOSTS"]]
    settings.CLOCK_SETTABLE = False
    settings.EMAIL_GATEWAY, settings.SMTP = "smtp", "smtp://127.0.0.1:25"
    monkeypatch.setattr(surroundings, "_trouble_with", lambda server: "")
    monkeypatch.setattr(static_files, "is_collected", lambda: True)


def test_settings_that_are_fit(told):
    assert not_good(question() for question in surroundings.QUESTIONS) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"BASE_URL": "http://npq.example", "SECURE": False}, "NPQ_BASE_URL must be the address people use"),
        (
            {"ALLOWED_HOSTS": ["other.example"]},
            "NPQ_HOSTS must name the hosts that are ours, “npq.example” among",
        ),
        ({"ALLOWED_HOSTS": ["npq.example", "*"]}, "NPQ_HOSTS must name the hosts that are ours"),
        ({"EMAIL_GATEWAY": "notify"}, "NPQ_EMAIL is notify: NPQ_NOTIFY_API_KEY and"),
        ({"EMAIL_GATEWAY": "demonstration"}, "NPQ_EMAIL is “demonstration”: letters reach nobody."),
        (
            {"SIGN_IN": "openid"},
            "NPQ_SIGN_IN is “openid”: it must be email_code, or openid. Missing: NPQ_OPENID_",
        ),
        ({"SIGN_IN": "passwords"}, "NPQ_SIGN_IN is “passwords”"),
        ({"CLOCK_SETTABLE": True}, "NPQ_DEMONSTRATION or NPQ_TESTING is set: the clock can be set"),
    ],
)
def test_a_setting_that_is_not(told, settings, changes, words):
    for name, value in changes.items():
        setattr(settings, name, value)
    [wrong] = not_good(question() for question in surroundings.QUESTIONS)
    assert wrong.startswith(words)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("NPQ_SECRET_KEY", "short", "NPQ_SECRET_KEY is missing or short"),
        ("DATABASE_URL", "", "DATABASE_URL is not given, so the embedded database is used"),
        ("NPQ_BASE_URL", "", "NPQ_BASE_URL must be the address people use"),
        ("NPQ_CONTROLLER_NAME", "", "NPQ_CONTACT_EMAIL and NPQ_CONTROLLER_NAME are missing"),
        ("NPQ_CONTACT_EMAIL", " ", "NPQ_CONTACT_EMAIL and NPQ_CONTROLLER_NAME are missing"),
    ],
)
def test_a_setting_that_is_missing(told, monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    [wrong] = not_good(question() for question in surroundings.QUESTIONS)
    assert wrong.startswith(words)


@pytest.mark.parametrize("lets_in", [True, False])
def test_the_mail_server_is_spoken_to(settings, lets_in):
    with mail_server() as server:
        server.login = ("npq", "right")
        settings.SMTP = f"smtp://npq:{'right' if lets_in else 'wrong'}@127.0.0.1:{server.port}"
        assert (surroundings._trouble_with(surroundings.Server.at(settings.SMTP)) == "") is lets_in


def test_a_database_that_is_fit(real_database):
    heartbeat(real_database.url)
    assert not_good(stored.findings()) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "GRANT DELETE ON kernel_entry TO CURRENT_USER",
            "The database role still has the right to DELETE on kernel_e",
        ),
        ("DELETE FROM django_migrations WHERE app = 'kernel'", "The database is not up to date."),
        (
            "ALTER TABLE kernel_entry DISABLE TRIGGER USER",
            "A guard of the database is missing or switched off on kernel_",
        ),
        ("CREATE TABLE npq_demonstration AS SELECT true AS finished", "The database holds a demonstration"),
        ("DELETE FROM procrastinate_workers", "No worker is at work"),
    ],
)
def test_what_is_wrong_in_the_database(real_database, statement, words):
    heartbeat(real_database.url)
    with real_database.connect() as connection:
        connection.execute(statement)
    [wrong] = not_good(stored.findings())
    assert wrong.startswith(words)

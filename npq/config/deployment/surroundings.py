"""What a deployment is told: settings, mail server, files."""

import os
import smtplib
from urllib.parse import urlsplit

from django.conf import settings

from npq.config import static_files
from npq.config.deployment.finding import Finding, either
from npq.gateways.email.ways.smtp import Server, conversation_with

SHORTEST_KEY = 40  # characters of NPQ_SECRET_KEY


def _key() -> Finding:
    key = os.environ.get("NPQ_SECRET_KEY", "")
    return either(
        len(key) >= SHORTEST_KEY,
        "NPQ_SECRET_KEY is given.",
        f"NPQ_SECRET_KEY is missing or short: set it to {SHORTEST_KEY} random characters or more, the same for "
        "every process. It signs sessions and links.",
    )


def _database_named() -> Finding:
    return either(
        _given("DATABASE_URL"),
        "DATABASE_URL names the database.",
        "DATABASE_URL is not given, so the embedded database is used, which nobody backs up.",
    )


def _base_url() -> Finding:
    return either(
        _given("NPQ_BASE_URL") and settings.SECURE,
        "NPQ_BASE_URL begins with https, so cookies and answers are for secure connections only.",
        "NPQ_BASE_URL must be the address people use, beginning with https://. It stands in every letter.",
    )


def _hosts() -> Finding:
    host = urlsplit(settings.BASE_URL).hostname
    return either(
        host in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS,
        "NPQ_HOSTS names the host in NPQ_BASE_URL, and not every host.",
        f"NPQ_HOSTS must name the hosts that are ours, “{host}” among them, and never “*”.",
    )


def _controller() -> Finding:
    return either(
        _given("NPQ_CONTACT_EMAIL") and _given("NPQ_CONTROLLER_NAME"),
        "NPQ_CONTACT_EMAIL and NPQ_CONTROLLER_NAME say who runs the service.",
        "NPQ_CONTACT_EMAIL and NPQ_CONTROLLER_NAME are missing: the privacy notice must say who runs the service.",
    )


def _clock() -> Finding:
    return either(
        not settings.CLOCK_SETTABLE,
        "The clock cannot be set, and nobody signs in by a button.",
        "NPQ_DEMONSTRATION or NPQ_TESTING is set: the clock can be set, and anybody can sign in. Unset it.",
    )


def _sign_in() -> Finding:
    if settings.SIGN_IN == "email_code":
        return Finding(True, "People sign in by a code sent by email.")
    missing = [
        f"NPQ_OPENID_{name.upper()}"
        for name in ("issuer", "client_id", "private_key")
        if not settings.OPENID[name]
    ]
    return either(
        settings.SIGN_IN == "openid" and not missing,
        "People sign in at the OpenID provider in NPQ_OPENID_ISSUER.",
        f"NPQ_SIGN_IN is “{settings.SIGN_IN}”: it must be email_code, or openid. Missing: "
        f"{', '.join(missing) or 'nothing else'}.",
    )


def _email() -> Finding:
    if settings.EMAIL_GATEWAY == "notify":
        return either(
            bool(settings.NOTIFY["api_key"] and settings.NOTIFY["template_id"]),
            "Letters go by GOV.UK Notify.",
            "NPQ_EMAIL is notify: NPQ_NOTIFY_API_KEY and NPQ_NOTIFY_TEMPLATE_ID must be given.",
        )
    if settings.EMAIL_GATEWAY == "smtp":
        server = Server.at(settings.SMTP)
        trouble = _trouble_with(server)
        return either(
            not trouble,
            f"Letters go by the mail server {server.host}, which lets us in.",
            f"The mail server in NPQ_SMTP_URL ({server.host}, port {server.port}) does not let us in: {trouble}.",
        )
    return Finding(
        False, f"NPQ_EMAIL is “{settings.EMAIL_GATEWAY}”: letters reach nobody. Make it smtp or notify."
    )


def _trouble_with(server: Server) -> str:
    """Why letters cannot be handed to the server; "" where they can. Nothing is sent."""
    try:
        conversation_with(server).close()
    except (OSError, smtplib.SMTPException) as error:
        return str(error) or type(error).__name__
    return ""


def _static() -> Finding:
    return either(
        static_files.is_collected(),
        "Static files are collected.",
        "Static files are not collected, or changed since. `npq serve` does it, where it may write to build/.",
    )


def _given(name: str) -> bool:
    return bool(os.environ.get(name, "").strip())


QUESTIONS = (_key, _database_named, _base_url, _hosts, _controller, _clock, _sign_in, _email, _static)

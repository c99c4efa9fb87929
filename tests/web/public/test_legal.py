"""What the law wants said is there, and says what the service really does."""

import pytest
from django.apps import apps
from django.conf import settings

from npq.kernel.privacy import Kept
from npq.kernel.retention import RETENTION
from npq.web.public import words
from npq.web.public.cookies import cookies_set
from npq.web.public.holdings import held_about_people, how_long_kept
from tests.web.public.conftest import COURSE
from tests.web.public.sign_in.browser import Browser
from tests.web.shared.dom import find
from tests.web.shared.dom import page as parsed
from tests.web.shared.dom import words as words_of

pytestmark = pytest.mark.django_db

PAGES = ["/privacy", "/cookies", "/accessibility", "/contact"]


def said(page, path: str) -> str:
    return words_of(parsed(page.get(path).content.decode()))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_them_and_they_take_no_other_method(page, path):
    root = parsed(page.get(path).content.decode())
    assert {link.attrib["href"] for link in find(root, "a", class_="govuk-footer__link")} == set(PAGES)
    assert page.post(path).status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_they_name_whoever_runs_the_service_and_how_to_reach_them(page, settings, path):
    settings.CONTROLLER_NAME = "the Office for Lighthouses"
    if path != "/cookies":
        assert "the Office for Lighthouses" in said(page, path)
        assert settings.CONTACT_EMAIL in said(page, path)


def test_they_need_no_more_than_one_query(page, django_assert_max_num_queries):
    for path in PAGES:
        with django_assert_max_num_queries(1):
            page.get(path)


class TestPrivacyNotice:
    def test_every_field_that_a_model_says_is_personal_is_told_with_its_purpose_and_basis(self, page):
        shown = said(page, "/privacy")
        fields = [
            (model, name, personal)
            for model in apps.get_models()
            for name, personal in getattr(model, "personal", {}).items()
        ]
        assert len(fields) > 10
        assert sum(len(holding.fields) for holding in held_about_people()) == len(fields)
        for _, _, personal in fields:
            assert personal.purpose.capitalize() in shown
            assert personal.basis.value.capitalize() in shown

    def test_every_row_of_the_retention_table_is_told(self, page):
        shown = said(page, "/privacy")
        assert len(how_long_kept()) == len(RETENTION)
        for row in RETENTION.values():
            assert f"{row.words} after {row.counted_from}" in shown

    def test_everything_held_and_every_time_has_words_of_its_own(self):
        annotated = {model._meta.label for model in apps.get_models() if getattr(model, "personal", None)}
        assert annotated <= set(words.HOLDINGS)
        assert set(Kept) <= set(words.KEPT)

    def test_it_says_the_rights_and_how_to_complain(self, page):
        shown = said(page, "/privacy")
        for must in (
            "lawful basis",
            "copy",
            "correct",
            "delete",
            "Information Commissioner",
            "within a month",
        ):
            assert must in shown


class TestCookies:
    def test_every_cookie_named_is_set_and_every_cookie_set_is_named(self, page, catalogue):
        named = {cookie.name for cookie in cookies_set()}
        assert named == {"npq-session", "npq-csrf"}
        for name in named:
            assert name in said(page, "/cookies")
        page.get(f"{COURSE}/tell-me")
        assert set(page.cookies) == {"npq-csrf"}

    def test_signing_in_sets_no_other(self, db, clock):
        browser = Browser()
        browser.sign_in("ada@example.org")
        browser.get("/home")
        assert set(browser.cookies) == {cookie.name for cookie in cookies_set()}

    def test_how_long_they_last_is_read_from_the_settings(self, page, settings):
        settings.SESSION_COOKIE_AGE = 3 * 60 * 60
        assert "3 hours" in said(page, "/cookies")


def test_the_accessibility_statement_says_what_is_aimed_at_what_is_missing_and_when(page):
    shown = said(page, "/accessibility")
    for must in (
        "2.2",
        "AA",
        "partially compliant",
        "What we know is missing",
        "axe-core",
        "23 November 2026",
    ):
        assert must in shown
    assert settings.CONTACT_EMAIL in shown

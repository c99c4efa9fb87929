"""The frame of every page."""

import pytest

from npq.kernel.viewer import RoleKind
from npq.web.shared import navigation
from tests.web.shared import dom

PAGES = ["/form", "/school", "/parts", "/nothing-here"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("demonstration", [False, True])
def test_a_page_is_well_written_and_holds_no_script_or_style_of_its_own(
    address, demonstration, visit, settings
):
    settings.DEMONSTRATION = demonstration
    page = dom.page(visit.get(address).content.decode())
    assert page.attrib["lang"] == "en"
    assert all(script.attrib.get("src") and not script.text for script in page.iter("script"))
    assert not list(page.iter("style"))
    assert not [e for e in page.iter() if any(name == "style" or name.startswith("on") for name in e.attrib)]
    assert len(dom.find(page, "h1")) == 1
    ids = [e.attrib["id"] for e in page.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))


def test_the_policy_lets_in_only_our_own_files(visit):
    policy = dict(
        part.strip().split(" ", 1) for part in visit.get("/form")["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in str(policy)


def test_the_other_headers_that_keep_people_safe(visit):
    headers = visit.get("/form").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_one_can_skip_to_the_main_content(visit):
    page = dom.page(visit.get("/form").content.decode())
    first_link = next(page.iter("a"))
    assert first_link.attrib["href"] == "#main-content"
    assert dom.by_id(page, "main-content").tag == "main"


@pytest.mark.parametrize("address", PAGES)
def test_the_demonstration_says_on_every_page_what_it_is(address, visit, settings):
    settings.DEMONSTRATION = True
    text = dom.words(dom.page(visit.get(address).content.decode()))
    assert "This is not a government service." in text
    assert "Do not enter anybody’s real details." in text


def test_the_demonstration_leads_to_its_people_its_letters_and_its_clock(visit, settings):
    links = "demonstration-sign-in", "demonstration-letters", "demonstration-clock"
    assert not any(name in visit.get("/form").content.decode() for name in links)
    settings.DEMONSTRATION = True
    page = dom.page(visit.get("/form").content.decode())
    (banner,) = dom.find(page, "section", class_="npq-demonstration")
    assert [a.attrib["href"] for a in banner.iter("a")] == [f"/{name}" for name in links]


def test_a_real_service_is_no_demonstration(visit):
    page = dom.page(visit.get("/form").content.decode())
    assert "Demonstration" not in dom.words(page)
    assert dom.find(page, "div", class_="govuk-phase-banner")


def test_neither_the_crown_nor_the_font_of_govuk_is_used(visit):
    html = visit.get("/form").content.decode()
    assert not list(dom.page(html).iter("svg"))
    assert "crown" not in html.lower()


def footer(html: str) -> dict[str, str]:
    (found,) = dom.page(html).iter("footer")
    return {dom.words(a): a.attrib["href"] for a in found.iter("a")}


def test_the_footer_leads_to_what_the_law_wants(visit):
    assert footer(visit.get("/form").content.decode()) == {
        "Privacy notice": "/privacy-notice",
        "Cookies": "/cookies",
        "Accessibility statement": "/accessibility-statement",
        "Contact": "/contact",
    }


def menu(html: str) -> list[str]:
    (nav,) = dom.find(dom.page(html), "nav", aria_label="Menu")
    return [dom.words(item) for item in dom.find(nav, "li")]


def test_the_menu_offers_the_way_in_or_the_way_out(visit, sign_in_as, participant):
    assert menu(visit.get("/form").content.decode()) == ["Sign in"]
    sign_in_as(participant)
    assert menu(visit.get("/form").content.decode()) == ["Home", "Account", "Sign out"]


def test_signing_out_is_a_form_because_it_changes_something(visit, sign_in_as, participant):
    sign_in_as(participant)
    page = dom.page(visit.get("/parts").content.decode())
    (form,) = dom.find(page, "form", action="/sign-out")
    assert form.attrib["method"] == "post"
    assert dom.find(form, "input", name="csrfmiddlewaretoken")


def test_the_menu_says_where_one_is(visit, sign_in_as, participant, settings, monkeypatch):
    monkeypatch.setattr(navigation, "_top", lambda viewer: {"parts": "Parts", "form": "A form"})
    sign_in_as(participant)
    page = dom.page(visit.get("/form").content.decode())
    assert [dom.words(link) for link in dom.find(page, "a", aria_current="true")] == ["A form"]


def test_staff_of_a_provider_are_led_to_their_registrations(provider_staff, participant, official):
    acting = list(navigation.BY_ROLE[RoleKind.LEAD_PROVIDER])
    assert acting[0] == "provider-registrations"
    assert list(navigation._top(provider_staff)) == [*acting, "account"]
    assert list(navigation._top(participant)) == ["home", "account"]
    assert list(navigation._top(official)) == ["staff-courses", "staff-cases", "account"]


def test_staff_who_registered_themselves_have_a_home_too(provider_staff, monkeypatch):
    monkeypatch.setattr(navigation, "last_registration", lambda person_id: object())
    acting = navigation.BY_ROLE[RoleKind.LEAD_PROVIDER]
    assert list(navigation._top(provider_staff)) == ["home", *acting, "account"]

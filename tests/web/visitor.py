"""Somebody with a browser, who reads pages and sends the forms they show. Every page read must be well written."""

from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.http import HttpResponse
from django.test import Client

from npq.domain.people.lookups import account_for_person
from npq.kernel.viewer import Viewer
from tests.web.shared import dom
from tests.world import AT

Fields = dict[str, list[str]]


class Page:
    """What came back: where the way led, and what it says there."""

    def __init__(self, visitor: "Visitor", response: HttpResponse, path: str) -> None:
        self.visitor, self.response, self.status = visitor, response, response.status_code
        parts = urlsplit(path)
        self.path, self.query = parts.path, parts.query

    @cached_property
    def root(self) -> ElementTree.Element:
        return dom.page(self.response.content.decode())

    @property
    def main(self) -> ElementTree.Element:
        return dom.by_id(self.root, "main-content")

    @property
    def text(self) -> str:
        """What the page itself says, without what is around every page."""
        return dom.words(self.main)

    @property
    def title(self) -> str:
        return dom.words(dom.find(self.root, "title")[0])

    @property
    def heading(self) -> str:
        """Its one heading of the first rank."""
        (heading,) = dom.find(self.root, "h1")
        return dom.words(heading)

    @property
    def errors(self) -> list[str]:
        """What the error summary names; each leads to something on the page, or to another page."""
        links = [a for box in dom.find(self.main, "div", class_="govuk-error-summary") for a in box.iter("a")]
        for link in links:
            if link.attrib["href"].startswith("#"):
                dom.by_id(self.root, link.attrib["href"][1:])
        boxes = dom.find(self.main, "ul", class_="govuk-error-summary__list")
        return [dom.words(item) for box in boxes for item in box.iter("li")]

    @property
    def rows(self) -> dict[str, str]:
        """Its summary lists: what stands beside each key."""
        found = {}
        for row in dom.find(self.main, "div", class_="govuk-summary-list__row"):
            (key,) = dom.find(row, "dt", class_="govuk-summary-list__key")
            (value,) = dom.find(row, "dd", class_="govuk-summary-list__value")
            found[dom.words(key)] = dom.words(value)
        return found

    @property
    def steps(self) -> dict[str, tuple[str, str]]:
        """Its task list: what stands beneath each title, and at its side."""
        found = {}
        for item in dom.find(self.main, "li", class_="govuk-task-list__item"):
            # Of what leads somewhere, the title is the link itself.
            title = dom.find(item, "div", class_="govuk-task-list__name-and-hint")[0][0]
            hint = dom.find(item, "div", class_="govuk-task-list__hint")
            (state,) = dom.find(item, "div", class_="govuk-task-list__status")
            found[dom.words(title)] = (dom.words(hint[0]) if hint else "", dom.words(state))
        return found

    @property
    def changes(self) -> dict[str, str]:
        """Where "Change" leads, by the row's key."""
        found = {}
        for row in dom.find(self.main, "div", class_="govuk-summary-list__row"):
            key = dom.words(dom.find(row, "dt")[0])
            for link in row.iter("a"):
                if dom.words(link).startswith("Change"):
                    found[key] = link.attrib["href"]
        return found

    @property
    def back(self) -> str:
        """Where its link back leads."""
        (link,) = dom.find(self.root, "a", class_="govuk-back-link")
        return link.attrib["href"]

    @property
    def links(self) -> dict[str, str]:
        """Where the links and link-buttons of the page itself lead, by their words."""
        return {dom.words(a): a.attrib["href"] for a in self.main.iter("a") if "href" in a.attrib}

    @property
    def table(self) -> list[list[str]]:
        """The rows of its table, without the head."""
        bodies = list(self.main.iter("tbody"))
        return [[dom.words(cell) for cell in row] for body in bodies for row in body.iter("tr")]

    @property
    def offered(self) -> list[str]:
        """The words of everything that can be chosen on it."""
        return [dom.words(label) for label in dom.find(self.main, "label", class_="govuk-radios__label")]

    def holds(self, name: str) -> list[str]:
        """What a browser would send for a field just now."""
        return self._form().get(name, [])

    def follow(self, words: str) -> "Page":
        return self.visitor.open(self.links[words])

    def send(self, fields: dict[str, Any] | None = None, *, button: str = "", **more: Any) -> "Page":
        """Fills in what is named and sends the form, wherever that leads. `button` picks one of several forms.

        A field the form does not show cannot be filled in.
        """
        form = self._element(button)
        sent = _held(form)
        for name, value in {**(fields or {}), **more}.items():
            assert name in _names(form), f"{self.path} asks for {sorted(_names(form))}, not for {name}"
            sent[name] = value if isinstance(value, list) else [str(value)]
        pressed = [b for b in form.iter("button") if button and dom.words(b) == button]
        action = pressed[0].attrib.get("formaction") if pressed else None
        target = urljoin(self.path, action or form.attrib.get("action") or self.path)
        if form.attrib.get("method", "get").lower() == "get":
            return self.visitor.open(target, **sent)
        return self.visitor.post_to(target, sent)

    def _form(self) -> Fields:
        return _held(self._element(""))

    def _element(self, button: str) -> ElementTree.Element:
        forms = list(self.main.iter("form"))
        named = [form for form in forms if any(dom.words(b) == button for b in form.iter("button"))]
        found = named if button else forms
        assert len(found) == 1, f"{len(found)} forms on {self.path}: say which by its button"
        return found[0]


class Visitor(Client):
    """A browser, signed in as somebody or as nobody."""

    def __init__(self, viewer: Viewer | None = None, **rest: Any) -> None:
        super().__init__(**rest)
        if viewer is not None and viewer.person_id is not None:
            self._sign_in(viewer)

    def _sign_in(self, viewer: Viewer) -> None:
        assert viewer.person_id is not None
        account = account_for_person(viewer.person_id, at=AT)
        self.force_login(account)
        if viewer.roles:
            self._shows_authenticator(str(account.pk))

    def _shows_authenticator(self, account: str) -> None:
        """As if the authenticator app that staff need had been shown: tests/web/public/sign_in looks at that."""
        session = self.session
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = account
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": 0, "type": "totp"}]
        session.save()

    def open(self, path: str, **query: Any) -> Page:
        """The page at an address, wherever the way leads."""
        return self._page(self.get(path, query, follow=True), path)

    def status(self, path: str) -> int:
        """What a bare look at an address is answered with."""
        return self.get(path).status_code

    def post_to(self, path: str, fields: dict[str, Any] | None = None) -> Page:
        """Sends something to an address, as no page of ours might."""
        return self._page(self.post(path, fields or {}, follow=True), path)

    def _page(self, response: Any, asked: str) -> Page:
        chain = response.redirect_chain
        assert all(status == 303 for _, status in chain), chain
        page = Page(self, response, urljoin(asked, chain[-1][0]) if chain else asked)
        if response.content:
            assert page.root is not None  # and so well written
        return page


def _names(form: ElementTree.Element) -> set[str]:
    return {e.attrib["name"] for e in form.iter() if e.tag in _KINDS and "name" in e.attrib}


def _held(form: ElementTree.Element) -> Fields:
    """What a browser would send: what is filled in and ticked."""
    sent: Fields = {}
    for element in form.iter():
        name = element.attrib.get("name")
        if name and element.tag in _KINDS:
            for value in _KINDS[element.tag](element):
                sent.setdefault(name, []).append(value)
    return sent


def _of_input(element: ElementTree.Element) -> list[str]:
    ticked = element.attrib.get("type") not in {"radio", "checkbox"} or "checked" in element.attrib
    return [element.attrib.get("value", "")] if ticked else []


def _of_select(element: ElementTree.Element) -> list[str]:
    options = list(element.iter("option"))
    chosen = [option for option in options if "selected" in option.attrib] or options[:1]
    return [option.attrib.get("value", dom.words(option)) for option in chosen]


_KINDS = {
    "input": _of_input,
    "select": _of_select,
    "textarea": lambda element: [(element.text or "").removeprefix("\n")],
}

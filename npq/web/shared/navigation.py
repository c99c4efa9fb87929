"""The links around every page: along the top by who is looking, along the bottom the same for all."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch

from npq.domain.registration.queries.drafts import last_registration
from npq.kernel.viewer import RoleKind, Viewer, ViewerKind
from npq.web.shared.addresses import address_of


@dataclass(frozen=True)
class Link:
    """One link. `current` where the page shown is this one or lies beneath it."""

    href: str
    words: str
    current: bool = False


@dataclass(frozen=True)
class Navigation:
    """The links around one page, addresses only where a page is there to lead to."""

    items: list[Link]
    footer: list[Link]
    contact: str
    sign_out: str
    demonstration: list[Link]
    demonstration_sign_in: str


FOOTER = {
    "privacy-notice": "Privacy notice",
    "cookies": "Cookies",
    "accessibility-statement": "Accessibility statement",
    "contact": "Contact",
}
DEMONSTRATION = {
    "demonstration-sign-in": "Sign in as somebody",
    "demonstration-letters": "Read the letters",
    "demonstration-clock": "Move the clock",
}
BY_ROLE = {
    RoleKind.LEAD_PROVIDER: {
        "provider-registrations": "Registrations",
        "provider-progress": "Progress",
        "provider-messages": "Messages",
        "provider-versions": "Course",
        "provider-windows": "Assessment",
    },
    RoleKind.DEPARTMENT: {"staff-courses": "Courses", "staff-cases": "Cases"},
}


def navigation(request: HttpRequest) -> Navigation:
    """The links for whoever made this request; where nobody could ask who that is, neither a way in nor a way out."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    signed_in = viewer is not None and viewer.kind is ViewerKind.PERSON
    top: dict[str, str] = {}
    if viewer is not None:
        top = _top(viewer) if signed_in else {"sign-in": "Sign in"}
    return Navigation(
        items=_links(top, request.path),
        footer=_links(FOOTER),
        contact=_address("contact"),
        sign_out=_address("sign-out") if signed_in else "",
        demonstration=_links(DEMONSTRATION) if settings.DEMONSTRATION else [],
        demonstration_sign_in=_address("demonstration-sign-in") if settings.DEMONSTRATION else "",
    )


def _top(viewer: Viewer) -> dict[str, str]:
    """Page names and words along the top for somebody signed in. Staff have a home of their own once registered."""
    acting: dict[str, str] = {}
    for role, links in BY_ROLE.items():
        if viewer.has_role(role):
            acting |= links
    own = {} if acting and last_registration(viewer.own_id) is None else {"home": "Home"}
    return own | acting | {"account": "Account"}


def _links(pages: dict[str, str], path: str = "") -> list[Link]:
    """Links to pages. The current one is the nearest above the path: one page may lie beneath another."""
    hrefs = {href: words for name, words in pages.items() if (href := _address(name))}
    above = [href for href in hrefs if path == href or path.startswith(f"{href}/")]
    current = max(above, key=len, default="")
    return [Link(href, words, current=href == current) for href, words in hrefs.items()]


def _address(name: str) -> str:
    """The address of a page of this service; nothing where this service has no such page."""
    try:
        return address_of(name)
    except NoReverseMatch:
        return ""

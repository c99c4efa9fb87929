"""What has just been done, told once on the page that it leads to."""

from collections.abc import Mapping
from types import MappingProxyType

from django.http import HttpResponse

from npq.web.shared.pages import Request, redirect

ASKED = "said"

LOG: Mapping[str, str] = MappingProxyType(
    {
        "written": "Your entry is saved.",
        "changed": "Your changes are saved.",
        "deleted": "The entry is deleted.",
        "emptied": "Your learning log is deleted.",
        "shared": "Your entry is shared. We send your coach a link to it by email.",
        "stopped": "The entry is not shared any more. The link opens nothing from now on.",
    }
)

PLAN: Mapping[str, str] = MappingProxyType(
    {
        "saved": "Your study plan is saved, and planned anew from today.",
        "stopped": "The calendar address is stopped. It opens nothing from now on.",
    }
)

WEEKS: Mapping[str, str] = MappingProxyType(
    {
        "off": "The week is off. What was planned for it comes later.",
        "spare": "The week is off. Nothing was planned for it, so your other weeks stay as they were.",
        "back": "You can study that week again.",
    }
)

AUDIT: Mapping[str, str] = MappingProxyType({"rated": "What you said is saved."})

COURSE: Mapping[str, str] = MappingProxyType(
    {
        "chosen": (
            "Your priorities are saved. Once you have finished what you have begun, your plan goes on with these three "
            "topics, as far as they are open, before the others."
        ),
    }
)

PLACE: Mapping[str, str] = MappingProxyType(
    {
        "away": "Your break is saved. Your study plan and the calendar made from it stop until you come back.",
        "back": "You are back. Your study plan begins today with what is left.",
    }
)


def redirect_saying(flag: str, to: str, **parts: object) -> HttpResponse:
    """Leads to a page that says what was done."""
    response = redirect(to, **parts)
    response["Location"] += f"?{ASKED}={flag}"
    return response


def said(request: Request, words: Mapping[str, str]) -> str:
    """What was done, in words; empty where the way here was another, or leads on through a list."""
    return "" if "page" in request.GET else words.get(request.GET.get(ASKED, ""), "")

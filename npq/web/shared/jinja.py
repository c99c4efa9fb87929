"""The template environment: ours first, GOV.UK's components under their own name."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from django.conf import settings
from django.templatetags.static import static
from markupsafe import Markup

from npq.kernel import dates
from npq.web.shared.addresses import address_of
from npq.web.shared.components import component

PACKAGE = Path(__file__).resolve().parents[2]


def template_folders() -> list[Path]:
    """Where pages' templates lie: each audience's own folder, and the demonstration's."""
    folders = sorted((PACKAGE / "web").glob("*/templates"))
    return [*folders, *([PACKAGE / "demo" / "templates"] if settings.DEMONSTRATION else [])]


def environment(**options: Any) -> jinja2.Environment:
    """The environment Django's template settings name."""
    options["loader"] = jinja2.ChoiceLoader(
        [
            jinja2.FileSystemLoader(template_folders()),
            jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    # GOV.UK's templates read parameters of parameters that may not be there.
    options["undefined"] = jinja2.ChainableUndefined
    options |= {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    made = jinja2.Environment(**options)  # noqa: S701  it is on, a line above
    made.globals.update(
        static=static,
        url=address_of,
        component=component,
        service_name=settings.SERVICE_NAME,
        contact_email=settings.CONTACT_EMAIL,
    )
    made.filters.update(lower_first=lower_first, thousands=thousands, mail=mail, then=then)
    made.filters.update(day=dates.day, month=dates.month)
    made.filters.update(clock_time=dates.clock_time, moment=dates.moment)
    return made


def lower_first(words: str) -> str:
    """Words as they stand in the middle of a sentence; those that are all capitals stay as they are."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def thousands(number: int) -> str:
    """1,234,567."""
    return f"{number:,}"


def then(address: str, wanted: str) -> str:
    """The address of a page on the way to another, which it leads to afterwards: `wanted`, a path, or "" for none."""
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address


def mail(address: str) -> Markup:
    """An e-mail address as a link to write to it."""
    return Markup('<a class="govuk-link" href="mailto:{}">{}</a>').format(address, address)

"""GOV.UK components called from Python, through the same macros the templates use."""

from functools import cache
from typing import Any

from django.template import engines
from jinja2 import Environment
from jinja2.runtime import Macro
from markupsafe import Markup

MOST_KEPT = 400
_kept: dict[str, Markup] = {}


def component(name: str, /, **params: Any) -> Markup:
    """One GOV.UK component as HTML: component("back-link", href="/")."""
    return Markup(_macro(name)(params))  # noqa: S704  the macro escapes; it only types its answer as text


def kept_component(name: str, /, **params: Any) -> Markup:
    """The same, kept in this process for the next time. Only for what says nothing about anybody."""
    key = f"{name}{params!r}"
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = component(name, **params)
    return _kept[key]


@cache
def _macro(name: str) -> Macro:
    environment: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    template = environment.get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    return getattr(template.module, "govuk" + name.title().replace("-", ""))

"""A refusal in words. The words of an audience are in its words.py; those that any page may need are in ours."""

from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec

import structlog

from npq.kernel import dates
from npq.kernel.refusals import Refusal

WITHOUT_WORDS = "This cannot be done as things stand now. Go back and look at the page again."

_log = structlog.get_logger("npq.web")


def words_for(refusal: Refusal, module: str) -> str:
    """The sentence for a refusal met in `module` (a page's or a form's `__module__`), its facts filled in."""
    for home in (audience_of(module), "npq.web.shared"):
        words = _table(home).get(refusal.code)
        if words is not None:
            return words.format_map({name: _in_words(fact) for name, fact in refusal.facts.items()})
    _log.warning("refusal.without_words", code=refusal.code.value, module=module)
    return WITHOUT_WORDS


def audience_of(module: str) -> str:
    """The package whose words a module speaks: npq.web.provider for npq.web.provider.accept."""
    parts = module.split(".")
    return ".".join(parts[: 3 if parts[1:2] == ["web"] else 2])


def _table(package: str) -> dict[str, str]:
    name = f"{package}.words"
    return getattr(import_module(name), "REFUSALS", {}) if find_spec(name) else {}


def _in_words(fact: object) -> str:
    if isinstance(fact, datetime):
        return dates.moment(fact)
    if isinstance(fact, date):
        return dates.day(fact)
    return str(fact)

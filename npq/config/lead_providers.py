"""Lead providers as whoever types a command names them. Nothing is guessed: what follows lets somebody in."""

from uuid import UUID

from npq.config.troubles import Trouble
from npq.domain.organisations.queries import lead_providers_by_name


def lead_provider_named(wanted: str) -> tuple[str, UUID]:
    """The name and id of the lead provider of this name, in whatever case. Raises Trouble, naming those there are."""
    known = lead_providers_by_name()
    alike = [name for name in known if _plain(name) == _plain(wanted)]
    if wanted in known:
        alike = [wanted]
    if not alike:
        raise Trouble(f"There is no lead provider “{wanted}”. {_instead(list(known), wanted)}")
    if len(alike) > 1:
        raise Trouble(
            f"Several lead providers are called that: {_listed(alike)}. Give one as it stands here."
        )
    return alike[0], known[alike[0]]


def _instead(names: list[str], wanted: str) -> str:
    if not names:
        return "There are none yet: `npq publish` brings them in."
    similar = [name for name in names if wanted.strip() and _plain(wanted) in _plain(name)]
    if similar:
        return f"Like it: {_listed(similar)}. Give the whole name."
    return f"There are: {_listed(names)}."


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _listed(names: list[str]) -> str:
    return "; ".join(names)

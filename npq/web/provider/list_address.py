"""The list somebody came from: its search goes along from page to page, so that the way back leads to it."""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from npq.web.provider.forms import FilterForm

KEPT = (*FilterForm.base_fields, "page")
LONGEST = 1000
LONGEST_VALUE = 100


def list_query(request: HttpRequest) -> str:
    """What the list was asked for, as its own address says it."""
    return _kept(request.GET)


def came_from(request: HttpRequest) -> str:
    """What the list was asked for, as a page reached from it remembers it. Only a search of ours gets through."""
    return _kept(QueryDict(request.GET.get("from", "")[:LONGEST]))


def remembering(query: str, *flags: str) -> str:
    """The end of an address that remembers what the list was asked for: "?from=..."; "" where there is nothing."""
    parts = [*flags, *([urlencode({"from": query})] if query else [])]
    return f"?{'&'.join(parts)}" if parts else ""


def _kept(query: QueryDict) -> str:
    asked = {name: query.get(name, "")[:LONGEST_VALUE] for name in KEPT}
    return urlencode({name: value for name, value in asked.items() if value})

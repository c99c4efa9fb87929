"""A long list, a page at a time. Addresses keep whatever else the list was asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

SIZE = 25


@dataclass(frozen=True)
class Paging:
    """Page `number` (from 1) of a list of `total` rows, `size` to the page. `query` is what else the address asks."""

    number: int
    total: int
    size: int = SIZE
    query: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The place in the whole list, from 1, of the first row shown; 0 in an empty list."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.total)

    def href(self, number: int) -> str:
        query = QueryDict(self.query, mutable=True)
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    def component(self) -> dict[str, Any]:
        """The parameters of GOV.UK's pagination."""
        links: dict[str, Any] = {"items": [self._item(number) for number in self._numbers()]}
        if self.number > 1:
            links["previous"] = {"href": self.href(self.number - 1)}
        if self.number < self.pages:
            links["next"] = {"href": self.href(self.number + 1)}
        return links

    def _item(self, number: int | None) -> dict[str, Any]:
        if number is None:
            return {"ellipsis": True}
        return {"number": number, "href": self.href(number), "current": number == self.number}

    def _numbers(self) -> Iterator[int | None]:
        """The first, the last, and those around the present one; None where some are left out."""
        shown = sorted(
            {1, self.number - 1, self.number, self.number + 1, self.pages} & set(range(1, self.pages + 1))
        )
        before = 0
        for number in shown:
            if number - before > 1:
                yield None
            yield number
            before = number


def page_number(request: HttpRequest) -> int:
    """The page the address asks for: 1 where it asks for none, or for nonsense."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= 6 else 1  # noqa: PLR2004


def paging_for(request: HttpRequest, total: int, size: int = SIZE) -> Paging:
    """The page of a list of `total` rows that the address asks for; beyond the end it is the last one."""
    return Paging(min(page_number(request), max(1, -(-total // size))), total, size, request.GET.urlencode())

"""Where the links and forms of a course lead: into somebody's study, or into a preview."""

from uuid import UUID

from npq.web.shared.addresses import address_of


class Ways:
    """The addresses of one room: `study` or `preview`, whose pages have the same names but for that first word."""

    def __init__(self, room: str, **ids: UUID) -> None:
        self._room, self._ids = room, ids

    def course(self, topic: str = "") -> str:
        """The whole course, at one of its topics where that is asked for."""
        address = self._to("course")
        return f"{address}#topic-{topic}" if topic else address

    def page(self, page: str, anchor: str = "") -> str:
        address = self._to("page", page_id=page)
        return f"{address}#{anchor}" if anchor else address

    def topic(self, topic: str) -> str:
        """The topic, to be printed."""
        return self._to("topic", topic=topic)

    def go_on(self, page: str) -> str:
        return self._to("go-on", page_id=page)

    def decide(self, page: str, decision: str) -> str:
        return self._to("decide", page_id=page, decision=decision)

    def check(self, page: str) -> str:
        return self._to("check", page_id=page)

    def _to(self, name: str, **parts: str) -> str:
        return address_of(f"{self._room}-{name}", **self._ids, **parts)

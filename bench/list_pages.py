"""How much a list page asks of the database with one row and with ten thousand: the same number of queries.

Ten thousand registrations stand in one provider's list, each of another person, copied in the database from one that
was made by the real operations. Times are of the whole request in this process, medians of repeated requests.
"""

import logging
from collections.abc import Iterator

from bench import Figure
from bench.browser import Browser
from bench.database import fresh_database
from tests.copies import multiply

ROWS = 10_000


def main() -> Iterator[Figure]:
    """Gives, for each list page, its queries with one row and with many, and how long it takes."""
    with fresh_database():
        pages = _Pages()
        few = {name: pages.of(address).queries(address) for name, address in pages.addresses.items()}
        multiply(pages.registration, ROWS - 1)
        for name, address in pages.addresses.items():
            many = pages.of(address).queries(address)
            yield Figure(
                f"{name}: queries for {ROWS:,} rows", many, at_most=few[name], note=f"{few[name]} for one row"
            )
            yield Figure(f"{name}: a page of {ROWS:,} rows", pages.of(address).milliseconds(address), "ms")


class _Pages:
    """The list pages, asked for by those they are for."""

    def __init__(self) -> None:
        from django.conf import settings
        from django.test import Client

        from npq.domain.organisations.operations import create_api_token
        from npq.domain.people import lookups
        from tests import world

        world.qualification()
        world.cohort()
        provider = world.offer(world.lead_provider())
        participant = world.person()
        self.registration = world.registration(participant, provider, workplace=world.school())
        staff = world.staff(provider)
        assert staff.person_id is not None
        # What is measured is the list: the authenticator app that staff show is another page's business.
        settings.STAFF_NEED_TOTP = False
        logging.disable()
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(lookups.account_for_person(staff.person_id, at=world.AT))
        key = create_api_token(by=world.BY, at=world.AT, lead_provider_id=provider)
        self.staff = Browser(client)
        self.machine = Browser(Client(SERVER_NAME="127.0.0.1"), {"Authorization": f"Bearer {key}"})
        self.addresses = {
            "provider's registrations": "/provider",
            "provider's registrations, filtered": "/provider?status=pending&text=amina",
            "provider's registrations, of a school": "/provider?text=oakfield+academy",
            "provider's registrations, soonest to decide first": "/provider?order=decide_by",
            "npq-applications, 100 a page": "/api/v3/npq-applications",
            "npq-applications, 3,000 a page": "/api/v3/npq-applications?page[per_page]=3000",
        }

    def of(self, address: str) -> Browser:
        """Whoever that list is for."""
        return self.machine if "/api/" in address else self.staff

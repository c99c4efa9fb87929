"""Every address has a door, none changes by accident, looking changes nothing, and nobody sees what is another's."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse

from npq.domain.learning.models import LogEntry, SharedEntry, StudyPlan
from npq.domain.registration.models import Approval, Draft, Registration
from npq.kernel import addresses
from npq.kernel.audience import Audience
from tests import world
from tests.each import each
from tests.truth.peopled import Peopled, people
from tests.truth.routes import every_route, pinned
from tests.web.visitor import Visitor
from tests.world import AT

ROUTES = every_route()

WRITE = re.compile(
    r"^\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE|COPY)\s+\"?(\w+)", re.IGNORECASE
)

NO_FACTS = {
    "django_session",  # who is signed in
    "cache",  # what is counted against limits
    "organisations_apitoken",  # when a token was last used, and how often this minute
}
"""Tables a look may write to, because they say nothing of the subject."""

SPEAK_OF_SOMEBODY = {
    "registration_id",
    "draft_id",
    "study_id",
    "message_id",
    "version_id",
    "window_id",
    "sitting_id",
    "look_id",
}


@pytest.fixture
def demonstration(settings) -> None:
    settings.ROOT_URLCONF = "tests.truth.peopled"
    settings.DEMONSTRATION = True
    # Set anew, so that templates are looked for where a demonstration has them.
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)


@pytest.fixture
def peopled(db, clock, demonstration, tmp_path) -> Peopled:
    return people(tmp_path)


class TestDoors:
    def test_every_route_says_whom_it_is_for_and_which_methods_it_takes(self):
        undeclared = [str(route) for route in ROUTES if not (route.audience and route.methods)]
        assert not undeclared, f"Without @page, or without an endpoint's audience: {undeclared}"

    def test_every_address_is_as_it_was(self):
        now, before = {str(route) for route in ROUTES}, set(pinned())
        assert now == before, (
            f"\nNo longer there: {sorted(before - now)}\nNew: {sorted(now - before)}\n"
            "Where that is meant: python -m tests.truth.routes"
        )

    @pytest.mark.parametrize(
        ("package", "audiences"),
        [
            ("npq.web.participant", {Audience.SIGNED_IN}),
            ("npq.web.sponsor", {Audience.SPONSOR}),
            ("npq.web.provider", {Audience.PROVIDER}),
            ("npq.web.department", {Audience.DEPARTMENT, Audience.STAFF}),
            ("npq.web.public", {Audience.PUBLIC, Audience.SIGNED_IN, Audience.COACH}),
            ("npq.demo", {Audience.DEMONSTRATION}),
            ("npq.api", {Audience.MACHINE, Audience.PUBLIC}),
        ],
    )
    def test_a_package_speaks_to_its_own_audience(self, package, audiences):
        others = [str(r) for r in ROUTES if r.module.startswith(package) and r.audience not in audiences]
        assert not others

    def test_the_demonstrations_pages_are_not_registered_elsewhere(self, db):
        assert not settings.DEMONSTRATION
        assert Client().get("/demonstration/sign-in").status_code == 404

    def test_names_are_addresses_of_their_own(self):
        paths = {route.name: {r.path for r in ROUTES if r.name == route.name} for route in ROUTES}
        assert all(name and len(found) == 1 for name, found in paths.items())

    @pytest.mark.parametrize("name", addresses.PATHS)
    def test_an_address_that_leaves_the_service_comes_back_to_its_page(self, name):
        parts = re.findall(r"{(\w+)}", addresses.PATHS[name])
        given = {part: UUID(int=7) if part.endswith("_id") else "a-b" for part in parts}
        left = addresses.address(name, **given).removeprefix(settings.BASE_URL)
        assert left == reverse(name, kwargs=given)
        assert resolve(left).url_name in {name, "account_login"}


WHO = ("visitor", "participant", "staff")


class TestLooking:
    @each("who", WHO)
    def test_changes_nothing_and_is_always_answered(self, peopled, who):
        wrong, looked = [], 0
        for route in ROUTES:
            if "GET" not in route.methods:
                continue
            for address in peopled.paths(route):
                looked += 1
                headers = peopled.headers if route.audience == Audience.MACHINE else {}
                status, written = _look(peopled.browsers[who], address, headers)
                if written or status >= 500:
                    wrong.append(f"{address} as {who}: {status}, wrote to {sorted(written)}")
        assert looked > len(ROUTES)
        assert not wrong, "\n".join(wrong)

    @each("who", WHO)
    def test_with_nonsense_in_the_query_is_answered_all_the_same(self, peopled, who):
        nonsense = "?page=9999999999999999999&q=%00&text=%00&status=x&cohort=x&qualification=%00&next=//else.example&to=%00"
        for route in ROUTES:
            if "GET" in route.methods:
                address = next(peopled.paths(route))
                status, written = _look(peopled.browsers[who], address + nonsense, peopled.headers)
                assert status < 500, address
                assert not written, address

    def test_what_counts_as_a_change_is_seen(self, peopled):
        with _written() as written:
            Draft.objects.update(updated_at=AT)
            Client().session.save()
        assert written == {"registration_draft"}


class TestStrangers:
    @pytest.fixture
    def strangers(self, peopled) -> dict[str, Visitor]:
        """A participant and a member of another provider's staff, who have no part in any of it."""
        elsewhere = world.offer(world.lead_provider("Willowbank Learning"))
        return {
            Audience.SIGNED_IN: Visitor(world.person("Zed Stranger")),
            Audience.PROVIDER: Visitor(world.staff(elsewhere, "Zed Willowbank")),
        }

    OTHERS = [route for route in ROUTES if SPEAK_OF_SOMEBODY & set(route.parts)]

    @each("route", OTHERS)
    def test_find_nothing_of_anybody_elses_and_change_nothing(self, peopled, strangers, route):
        stranger = strangers[route.audience]
        before = _standing()
        for address in peopled.paths(route):
            if "GET" in route.methods:
                page = stranger.get(address, follow=True)
                assert page.status_code == 404, address
            if "POST" in route.methods:
                assert stranger.post(address, _ANYTHING, follow=True).status_code == 404, address
        assert _standing() == before

    def test_another_providers_token_opens_nothing(self, peopled):
        theirs = {"Authorization": f"Bearer {world.token(world.lead_provider('Willowbank Learning'))}"}
        before = _standing()
        for route in ROUTES:
            if route.audience == Audience.MACHINE and route.parts:
                for address in peopled.paths(route):
                    method = "POST" if "POST" in route.methods else "GET"
                    body = {"data": {"type": "npq-application-accept", "attributes": {}}}
                    answer = Client().generic(method, address, str(body), headers=theirs)
                    assert answer.status_code in {400, 404}, address
        assert _standing() == before


_ANYTHING = {
    "works_in_england": "yes", "sponsor_role": "line_manager", "sponsor_name": "Eve", "agreed": "yes",
    "sponsor_email": "eve@else.example", "reason": "other", "schedule": world.AUTUMN, "seen": "0",
}  # fmt: skip


def _standing() -> list[tuple[Any, ...]]:
    """Where every registration, approval, draft, entry of a log and plan stands."""
    rows: list[tuple[Any, ...]] = []
    for query in (
        Registration.objects.values_list("id", "status", "changed_at"),
        Approval.objects.values_list("id", "status", "round"),
        Draft.objects.values_list("id", "answers"),
        LogEntry.objects.values_list("id", "text"),
        SharedEntry.objects.values_list("id", "coach_email", "stopped_at"),
        StudyPlan.objects.values_list("study", "feed_digest", "changed_at"),
    ):
        rows += sorted(map(str, query))  # type: ignore[arg-type]
    return rows


class _written:  # noqa: N801  reads as a verb where it is used
    """The tables written to inside, but for those that hold no facts."""

    def __enter__(self) -> set[str]:
        self.tables: set[str] = set()
        self.wrapper = connection.execute_wrapper(self._note)
        self.wrapper.__enter__()
        return self.tables

    def __exit__(self, *problem: Any) -> None:
        self.wrapper.__exit__(*problem)

    def _note(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        found = WRITE.match(str(sql))
        if found and found[1] not in NO_FACTS:
            self.tables.add(found[1])
        return execute(sql, params, many, context)


def _look(browser: Client, address: str, headers: dict[str, str]) -> tuple[int, set[str]]:
    with _written() as written:
        browser.raise_request_exception = False
        status = browser.get(address, headers=headers).status_code
    return status, set(written)

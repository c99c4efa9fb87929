"""A lead provider's system that calls the API, and what it may find there."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.test import Client

from npq.kernel.viewer import Viewer
from tests import world
from tests.api.description import hold

APPLICATIONS = "/api/v3/npq-applications"


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers, and the body as bytes and as JSON."""

    status: int
    headers: Any
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def data(self) -> Any:
        return self.json["data"]

    @property
    def attributes(self) -> dict[str, Any]:
        return self.data["attributes"]

    @property
    def ids(self) -> list[UUID]:
        return [UUID(one["id"]) for one in self.data]

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [(error["title"], error["detail"]) for error in self.json["errors"]]


@dataclass(frozen=True)
class System:
    """One lead provider's own system, with its token."""

    provider: UUID
    token: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    # Whether every answer must be as docs/api/v3.yaml has it.
    described: bool = True

    def call(self, method: str, path: str = APPLICATIONS, body: Any = None, **headers: str) -> Answer:
        given = {"Authorization": f"Bearer {self.token}"} | headers
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        response = self.client.generic(method, path, content, "application/json", headers=given)
        answer = Answer(response.status_code, response.headers, response.content)
        if self.described:
            hold(method, path, answer.status, answer.headers["Content-Type"], answer.content)
        return answer

    def query(self, path: str, query: dict[str, Any]) -> Answer:
        return self.call("GET", f"{path}?{urlencode(query)}")

    def get(self, path: str = APPLICATIONS, /, **parameters: Any) -> Answer:
        """A GET; `page`, `per_page` and the names of filters go where the contract has them."""
        places = {"page": "page[page]", "per_page": "page[per_page]", "sort": "sort"}
        return self.query(
            path, {places.get(name, f"filter[{name}]"): value for name, value in parameters.items()}
        )

    def show(self, application: UUID | str) -> Answer:
        return self.get(f"{APPLICATIONS}/{application}")

    def accept(self, application: UUID | str, body: Any = None, **attributes: Any) -> Answer:
        if attributes:
            body = {"data": {"type": "npq-application-accept", "attributes": attributes}}
        return self.call("POST", f"{APPLICATIONS}/{application}/accept", body)

    def reject(self, application: UUID | str, body: Any = None) -> Answer:
        return self.call("POST", f"{APPLICATIONS}/{application}/reject", body)


def system(name: str, **offers: Any) -> System:
    provider = world.offer(world.lead_provider(name), **offers)
    return System(provider, world.token(provider))


@pytest.fixture
def offered(db, clock) -> None:
    """A qualification and a cohort there is to offer."""
    world.qualification()
    world.cohort()


@pytest.fixture
def northlight(offered) -> System:
    return system("Northlight Institute")


@pytest.fixture
def meridian(offered) -> System:
    """Another lead provider's system, which must see nothing of Northlight's."""
    return system("Meridian Learning")


@pytest.fixture
def amina(offered) -> Viewer:
    return world.person("Amina Clarke", trn="1234567")

"""The description is right about what there is; tests/api/description.py holds every answer to it."""

import json
import re

import pytest
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from npq.api import parameters
from npq.api.bodies import STRUCTURE
from npq.api.words import WORDS
from npq.kernel.viewer import Viewer
from tests import world
from tests.api.conftest import APPLICATIONS, System
from tests.api.description import BASE, description, hold, operations

DETAILS = {
    STRUCTURE,
    parameters.FILTER_NOT_VALID,
    parameters.NOT_A_DATE.format(name="updated_since"),
    parameters.NOT_PARTICIPANTS,
    parameters.PAGE_NOT_POSITIVE,
}


def schema(name: str) -> dict:
    return description()["components"]["schemas"][name]


def test_it_describes_every_address_and_no_other():
    routes = {
        (method, "/" + re.sub(r"<\w+:\w+>", "{id}", str(pattern.pattern)))
        for part in get_resolver("npq.config.urls").url_patterns
        for pattern in getattr(part, "url_patterns", [])
        if str(pattern.pattern).startswith("api/v3/")
        for method in pattern.callback.methods - {"HEAD"}
    }
    assert {(method, BASE + path) for method, path in operations()} == routes


def test_its_schemas_are_schemas():
    for part in description()["components"]["schemas"].values():
        Draft202012Validator.check_schema(part)


def test_it_names_every_attribute_as_required():
    attributes = schema("ApplicationAttributes")
    assert list(attributes["properties"]) == attributes["required"]


def test_it_has_every_sentence_of_a_bad_request():
    answer = description()["components"]["responses"]["BadRequest"]["content"]["application/json"]["schema"]
    assert set(answer["properties"]["errors"]["items"]["properties"]["detail"]["enum"]) == DETAILS


def test_it_has_every_sentence_of_a_refusal():
    accept, reject = (
        operations()["POST", f"/npq-applications/{{id}}/{verb}"]["description"]
        for verb in ("accept", "reject")
    )
    for title, detail in WORDS.values():
        assert f"| {title} | {detail} |" in accept or f"`{detail}`" in " ".join(reject.split())


def test_an_answer_it_does_not_describe_is_noticed(northlight: System, amina: Viewer):
    good = northlight.show(world.registration(amina, northlight.provider)).json
    address = f"{APPLICATIONS}/{good['data']['id']}"
    hold("GET", address, 200, "application/json", json.dumps(good).encode())
    for name in list(good["data"]["attributes"]):
        lacking = {"data": {**good["data"], "attributes": {**good["data"]["attributes"]}}}
        del lacking["data"]["attributes"][name]
        with pytest.raises(ValidationError):
            hold("GET", address, 200, "application/json", json.dumps(lacking).encode())
    with pytest.raises(AssertionError):
        hold("GET", address, 418, "application/json", b"{}")
    with pytest.raises(AssertionError):
        hold("GET", address, 200, "text/html", b"")


TEXT = st.text(max_size=12) | st.sampled_from(
    ["2026", "2026-11-02T09:30:00Z", "-updated_at", "0", "1", "3000", "", "[]", "\x00"]
)
KEYS = st.sampled_from(
    [
        "page",
        "page[page]",
        "page[per_page]",
        "page[page][]",
        "sort",
        "filter",
        "filter[]",
        "filter[cohort]",
        "filter[updated_since]",
        "filter[participant_id]",
        "filter[cohort][x]",
        "filter[",
    ]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
ATTRIBUTES = st.fixed_dictionaries({}, optional={"funded_place": ANYTHING, "schedule_identifier": ANYTHING})
BODIES = ANYTHING | st.fixed_dictionaries(
    {"data": ANYTHING | st.fixed_dictionaries({"attributes": ATTRIBUTES})}
)

fuzzed = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@fuzzed
@given(query=st.dictionaries(KEYS, TEXT, max_size=4))
def test_whatever_is_asked_of_a_list_has_a_described_answer(northlight: System, query: dict[str, str]):
    answer = northlight.query(APPLICATIONS, query)
    assert answer.status in {200, 400}


@fuzzed
@given(body=BODIES | st.binary(max_size=30))
def test_whatever_is_sent_to_accept_has_a_described_answer(northlight: System, body):
    application = world.registration(world.person(), northlight.provider)
    answer = northlight.accept(application, body)
    assert answer.status in {200, 400, 422}

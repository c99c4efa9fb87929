"""Every example that GOV.UK publishes for its components comes out of our environment as published."""

import json
from pathlib import Path

import pytest

from npq.web.shared.components import component
from tests.web.shared.dom import fragment, same, shape

PACKAGE = Path(__file__).parents[3] / "frontend" / "node_modules" / "govuk-frontend" / "dist" / "govuk"
FAMILIES = sorted(path.parent.name for path in PACKAGE.glob("components/*/fixtures.json"))


def examples(family: str) -> list[dict]:
    return json.loads((PACKAGE / "components" / family / "fixtures.json").read_text("utf-8"))["fixtures"]


def test_the_examples_are_there():
    assert PACKAGE.is_dir(), "Run `make setup`: the checks need the front-end packages."
    assert sum(len(examples(family)) for family in FAMILIES) == 657


@pytest.mark.parametrize("family", FAMILIES)
def test_a_component_comes_out_as_published(family):
    different = [
        example["name"]
        for example in examples(family)
        if not same(component(family, **example["options"]), example["html"])
    ]
    assert not different


def test_the_comparison_sees_a_difference():
    assert same('<p class="a  b">x</p>', '<p  class="a b">\n x</p>')
    assert not same('<p class="a">x</p>', '<p class="b">x</p>')
    assert not same("<p>x</p>", "<p>x<b></b></p>")
    assert shape(fragment("<p>x <b>y</b> z</p>"))[2] == [("p", {}, ["x", ("b", {}, ["y"]), "z"])]

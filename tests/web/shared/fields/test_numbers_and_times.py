"""Whole numbers and times of day, as people type them."""

from datetime import time

import pytest

from npq.web.shared.fields import NumberField, TimeField
from npq.web.shared.forms import Form
from tests.web.shared import dom


class Planned(Form):
    places = NumberField(
        label="Places", least=1, most=20_000, suffix="places", errors={"required": "Enter how many places"}
    )
    begins = TimeField(label="Beginning", required=False)


def sent(places: str = "1", begins: str = "") -> Planned:
    return Planned({"places": places, "begins": begins})


@pytest.mark.parametrize(
    ("typed", "number"), [("1", 1), (" 2 500 ", 2500), ("2,500", 2500), ("20000", 20_000)]
)
def test_a_number_however_it_is_typed(typed, number):
    form = sent(typed)
    assert form.is_valid()
    assert form.cleaned_data["places"] == number


@pytest.mark.parametrize("typed", ["0", "20001", "-1", "1.5", "many", "²", "١", "9" * 400])
def test_what_is_no_such_number_is_told_its_bounds(typed):
    assert sent(typed).errors["places"] == ["Places must be a whole number from 1 to 20,000"]


def test_a_number_that_is_needed_is_asked_for():
    assert sent("").errors["places"] == ["Enter how many places"]


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("4pm", time(16)),
        ("4 PM", time(16)),
        ("4:30pm", time(16, 30)),
        ("4.30 am", time(4, 30)),
        ("16:30", time(16, 30)),
        ("09:05", time(9, 5)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("Midnight", time(0)),
        ("00:00", time(0)),
        ("", None),
    ],
)
def test_a_time_however_it_is_typed(typed, at):
    form = sent(begins=typed)
    assert form.is_valid()
    assert form.cleaned_data["begins"] == at


@pytest.mark.parametrize("typed", ["4", "25:00", "13pm", "0pm", "4:60pm", "soon", "4pm tomorrow", "٤pm"])
def test_what_is_no_time_is_told_how_one_looks(typed):
    assert sent(begins=typed).errors["begins"] == ["Beginning must be a time, like 4pm or 16:30"]


def test_what_was_there_before_is_filled_in():
    form = Planned(initial={"places": 30, "begins": time(16, 30)})
    shown = dom.fragment(form["places"].component() + form["begins"].component())
    assert [box.attrib["value"] for box in shown.iter("input")] == ["30", "16:30"]


def test_what_is_wrong_is_shown_as_it_was_typed():
    shown = dom.fragment(sent("many", "soon")["places"].component())
    assert [box.attrib["value"] for box in shown.iter("input")] == ["many"]

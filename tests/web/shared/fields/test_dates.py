"""A day typed in three boxes."""

from datetime import date

import pytest

from npq.web.shared.fields import DateField
from npq.web.shared.fields.dates import month_number
from npq.web.shared.forms import Form
from tests.web.shared import dom


class Birthday(Form):
    born = DateField(
        label="What is your date of birth?",
        name="Date of birth",
        hint="For example, 27 3 1985",
        birth=True,
        latest=lambda: date(2008, 1, 1),
        errors={"required": "Enter your date of birth"},
    )
    moved = DateField(label="Moving day", required=False)


def sent(day: str = "", month: str = "", year: str = "") -> Birthday:
    return Birthday({"born-day": day, "born-month": month, "born-year": year})


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("27", "3", "1985"),
        ("27", "03", "1985"),
        (" 27 ", "mar", "1985"),
        ("27", "March", "1985"),
        ("27", "MARCH", "1985"),
    ],
)
def test_a_day_however_it_is_typed(day, month, year):
    form = sent(day, month, year)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(1985, 3, 27)
    assert form.cleaned_data["moved"] is None


@pytest.mark.parametrize(
    ("typed", "words", "leads_to"),
    [
        (("", "", ""), "Enter your date of birth", "born-day"),
        (("27", "", "1985"), "Date of birth must include a month", "born-month"),
        (("27", "", ""), "Date of birth must include a month and year", "born-month"),
        (("31", "2", "1985"), "Date of birth must be a real date", "born-day"),
        (("29", "2", "2023"), "Date of birth must be a real date", "born-day"),
        (("27", "13", "1985"), "Date of birth must be a real date", "born-month"),
        (("27", "3", "85"), "Date of birth must be a real date", "born-year"),
        (("27", "3", "99999"), "Date of birth must be a real date", "born-year"),
        (("2²", "3", "1985"), "Date of birth must be a real date", "born-day"),
        (("x" * 10_000, "3", "1985"), "Date of birth must be a real date", "born-day"),
        (("27", "ma", "1985"), "Date of birth must be a real date", "born-month"),
        (("2", "1", "2008"), "Date of birth must be on or before 1 January 2008", "born-day"),
    ],
)
def test_what_is_wrong_is_said_and_shown(typed, words, leads_to):
    form = sent(*typed)
    assert form.errors["born"] == [words]
    (link,) = dom.find(dom.fragment(form.error_summary()), "a")
    assert (link.attrib["href"], dom.words(link)) == (f"#{leads_to}", words)
    html = dom.fragment(form["born"].component())
    assert "govuk-input--error" in dom.by_id(html, leads_to).attrib["class"]


def test_only_the_wrong_part_is_marked():
    html = dom.fragment(sent("27", "13", "1985")["born"].component())
    assert [i.attrib["id"] for i in dom.find(html, "input", class_="govuk-input--error")] == ["born-month"]


def test_a_day_given_before_is_filled_in():
    html = dom.fragment(Birthday(initial={"born": date(1985, 3, 27)})["born"].component())
    assert [i.attrib["value"] for i in html.iter("input")] == ["27", "3", "1985"]


def test_browsers_and_phones_are_told_what_each_box_holds():
    html = dom.fragment(Birthday()["born"].component())
    assert [i.attrib["autocomplete"] for i in html.iter("input")] == ["bday-day", "bday-month", "bday-year"]
    assert {i.attrib["inputmode"] for i in html.iter("input")} == {"numeric"}
    (group,) = html.iter("fieldset")
    assert (group.attrib["role"], group.attrib["aria-describedby"]) == ("group", "born-hint")


def test_a_day_that_need_not_be_given_must_be_whole_if_it_is():
    form = Birthday({"born-day": "1", "born-month": "1", "born-year": "1990", "moved-day": "1"})
    assert form.errors["moved"] == ["Moving day must include a month and year"]


@pytest.mark.parametrize("text", ["", "0", "13", "ma", "-1", "²", "1.5"])
def test_not_a_month(text):
    with pytest.raises(ValueError):
        month_number(text)

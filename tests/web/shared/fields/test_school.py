"""Finding a school, with and without JavaScript."""

import pytest
from django.core.exceptions import ValidationError

from npq.web.shared.fields import NOT_LISTED
from npq.web.shared.forms import Form
from tests.web.shared import dom
from tests.web.shared.sample import SCHOOLS, SchoolForm, Schools

PRIMARY = "Greenfield Primary School, Leeds, LS1 4AB"


class ListedOnly(Form):
    workplace = Schools(label="School", errors={"required": "Enter your school"})


class NeedNot(Form):
    workplace = Schools(label="School", required=False)


@pytest.fixture(autouse=True)
def sample_addresses(sample):
    """The suggestions have an address."""


def typed(text: str, urn: str = "") -> dict[str, str]:
    return {"workplace": text, "workplace-urn": urn}


def offered(searched: str, urn: str = "") -> dict[str, str]:
    return {"workplace-searched": searched} | ({"workplace-urn": urn} if urn else {})


def radios(form: Form) -> list[str]:
    html = dom.fragment(form["workplace"].component())
    return [i.attrib["value"] for i in dom.find(html, "input", type="radio")]


def test_a_suggestion_taken_is_the_answer():
    form = SchoolForm(typed(PRIMARY, "100001"))
    assert form.is_valid()
    assert form.cleaned_data["workplace"] == 100001


def test_a_school_typed_over_is_not_the_answer():
    form = SchoolForm(typed("Greenfield Academy", "100001"))
    assert not form.is_valid()
    assert radios(form) == ["100002", NOT_LISTED, "search-again"]


def test_a_name_is_searched_for_and_the_finds_are_offered_without_an_error():
    form = SchoolForm(typed("greenfield"))
    assert not form.is_valid()
    assert not form.has_errors
    assert form.error_summary() == ""
    html = dom.fragment(form["workplace"].component())
    assert radios(form) == ["100001", "100002", NOT_LISTED, "search-again"]
    assert dom.words(dom.by_id(html, "workplace-hint")) == "2 found for “greenfield”"
    assert "Leeds, LS1 4AB, URN 100001" in dom.words(html)
    (searched,) = dom.find(html, "input", type="hidden")
    assert searched.attrib == {"type": "hidden", "name": "workplace-searched", "value": "greenfield"}


def test_one_of_the_finds_is_the_answer():
    form = SchoolForm(offered("greenfield", "100002"))
    assert form.is_valid()
    assert form.cleaned_data["workplace"] == 100002


def test_choosing_none_of_the_finds_is_a_mistake_and_they_stay():
    form = SchoolForm(offered("greenfield"))
    assert form.errors["workplace"] == ["Choose a school, or search again"]
    assert radios(form)[:2] == ["100001", "100002"]
    (link,) = dom.find(dom.fragment(form.error_summary()), "a")
    html = dom.fragment(form["workplace"].component())
    assert dom.by_id(html, link.attrib["href"][1:]).attrib["type"] == "radio"


def test_searching_again_keeps_what_was_typed():
    form = SchoolForm(offered("greenfield", "search-again"))
    assert not form.is_valid()
    assert not form.has_errors
    box = dom.by_id(dom.fragment(form["workplace"].component()), "workplace")
    assert (box.attrib["type"], box.attrib["value"]) == ("text", "greenfield")


def test_a_school_that_is_not_listed_is_an_answer_where_it_is_offered():
    form = SchoolForm(offered("nowhere", NOT_LISTED))
    assert form.is_valid()
    assert form.cleaned_data["workplace"] == NOT_LISTED
    assert not ListedOnly(offered("nowhere", NOT_LISTED)).is_valid()


def test_when_nothing_is_found_one_may_search_again_or_say_it_is_not_listed():
    form = SchoolForm(typed("nowhere"))
    assert not form.has_errors
    assert radios(form) == [NOT_LISTED, "search-again"]


def test_when_nothing_is_found_and_it_must_be_listed_one_is_told():
    form = ListedOnly(typed("nowhere"))
    assert form.errors["workplace"] == [
        "No school was found for that. Check the spelling, or search for its postcode"
    ]
    box = dom.by_id(dom.fragment(form["workplace"].component()), "workplace")
    assert box.attrib["value"] == "nowhere"


def test_its_number_is_enough():
    form = SchoolForm(typed("100002"))
    assert form.is_valid()
    assert form.cleaned_data["workplace"] == 100002


@pytest.mark.parametrize("urn", ["999999", "1e5", "-1", "١٠٠٠٠١", "9" * 4000, "' OR 1=1"])
def test_an_unknown_school_is_refused(urn):
    assert SchoolForm(offered("green", urn)).errors["workplace"] == ["Choose a school from the list"]


def test_nothing_typed():
    assert SchoolForm(typed("  ")).errors["workplace"] == ["Enter the name of your school"]
    assert SchoolForm({}).errors["workplace"] == ["Choose a school, or search again"]
    form = NeedNot(typed(""))
    assert form.is_valid()
    assert form.cleaned_data["workplace"] is None


def test_ten_thousand_characters_are_searched_for_as_far_as_sensible():
    form = ListedOnly(typed("x" * 10_000))
    assert not form.is_valid()
    assert len(dom.by_id(dom.fragment(form["workplace"].component()), "workplace").attrib["value"]) == 200


class NoneOfThem(SchoolForm):
    def clean_workplace(self) -> None:
        raise ValidationError("That school has closed")


def test_a_form_may_refuse_a_school_and_shows_what_it_was_asked_with():
    by_suggestion, by_choice = (
        NoneOfThem(typed(PRIMARY, "100001")),
        NoneOfThem(offered("greenfield", "100001")),
    )
    assert (
        dom.by_id(dom.fragment(by_suggestion["workplace"].component()), "workplace").attrib["type"] == "text"
    )
    assert radios(by_choice)[:2] == ["100001", "100002"]
    for form in (by_suggestion, by_choice):
        error = dom.by_id(dom.fragment(form["workplace"].component()), "workplace-error")
        assert dom.words(error) == "Error: That school has closed"


def test_one_search_serves_cleaning_and_showing(monkeypatch):
    searches = []
    search = Schools.search
    monkeypatch.setattr(Schools, "search", lambda self, text: searches.append(text) or search(self, text))
    SchoolForm(typed("greenfield"))["workplace"].component()
    assert searches == ["greenfield"]
    SchoolForm(typed("academy"))["workplace"].component()
    assert searches == ["greenfield", "academy"]


def test_a_school_given_before_is_shown_and_kept():
    form = SchoolForm(initial={"workplace": 100001})
    html = dom.fragment(form["workplace"].component())
    assert dom.by_id(html, "workplace").attrib["value"] == PRIMARY
    (kept,) = dom.find(html, "input", type="hidden")
    assert (kept.attrib["name"], kept.attrib["value"]) == ("workplace-urn", "100001")


def test_a_school_that_has_closed_says_so_and_names_cannot_break_out():
    html = dom.fragment(SchoolForm(typed("mary"))["workplace"].component())
    assert "St Mary’s <Old> School (closed)" in dom.words(html)


def test_what_the_script_needs_is_there_and_the_label_is_the_heading():
    html = dom.fragment(SchoolForm()["workplace"].component())
    (root,) = dom.find(html, "div", data_module="npq-school")
    assert root.attrib["data-suggest"] == "/schools/suggest"
    assert root.attrib["data-library"].endswith("accessible-autocomplete.min.js")
    assert dom.by_id(html, "workplace").attrib["aria-describedby"] == "workplace-hint"
    assert [dom.words(h) for h in html.iter("h1")] == ["Which school do you work at?"]


def test_the_whole_way_without_javascript(visit):
    first = dom.page(visit.post("/school", typed("green")).content.decode())
    assert dom.words(first.find("head/title")).startswith("Which school do you work at?")
    found = [i.attrib["value"] for i in dom.find(first, "input", type="radio")]
    assert found[0] == str(SCHOOLS[0].urn)
    assert visit.post("/school", offered("green", found[0])).content == b"100001"

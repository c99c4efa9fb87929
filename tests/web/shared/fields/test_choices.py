"""Choosing one, several, or to agree."""

from enum import StrEnum
from uuid import UUID

import pytest
from django.http import QueryDict
from markupsafe import Markup

from npq.web.shared.fields import CheckboxesField, Choice, ConfirmField, RadioField, SelectField, TextField
from npq.web.shared.forms import Form
from tests.web.shared import dom

PROVIDER = UUID("12345678-1234-5678-1234-567812345678")


class Setting(StrEnum):
    SCHOOL = "school"
    TRUST = "trust"


class Choosing(Form):
    setting = RadioField(
        label="Where?",
        hint="Your main job",
        choices={
            Setting.SCHOOL: "A school",
            Setting.TRUST: Choice("A trust", hint="Several schools", reveals="trust", divider="or"),
        },
        errors={"required": "Choose where you work"},
    )
    trust = TextField(label="Trust", required=False)
    england = RadioField(label="England?", choices={True: "Yes", False: "No"}, inline=True, required=False)
    provider = RadioField(label="Provider", required=False)
    topics = CheckboxesField(
        label="Topics", choices={1: "One", 2: "Two", 3: Choice("None", exclusive=True)}, required=False
    )
    status = SelectField(label="Status", choices={Setting.SCHOOL: "School"}, blank="Any", required=False)
    agreed = ConfirmField(label="I agree", hint="Read it", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = {PROVIDER: "Northlight Institute"}


class Agreeing(Form):
    agreed = ConfirmField(label="I agree", errors={"required": "Confirm that you agree"})


def sent(**answers) -> Choosing:
    return Choosing({"setting": "school", **answers})


def cleaned(**answers) -> dict:
    form = sent(**answers)
    assert form.is_valid(), form.errors
    return form.cleaned_data


def test_an_answer_is_what_the_domain_knows():
    assert cleaned(setting="trust")["setting"] is Setting.TRUST
    assert cleaned(england="yes")["england"] is True
    assert cleaned(england="no")["england"] is False
    assert cleaned(provider=str(PROVIDER))["provider"] == PROVIDER
    assert cleaned(status="school")["status"] is Setting.SCHOOL


def test_what_is_not_answered_is_none():
    assert cleaned()["england"] is None
    assert cleaned()["status"] is None
    assert cleaned()["topics"] == []
    assert cleaned()["agreed"] is False


@pytest.mark.parametrize("name", ["england", "provider", "status"])
def test_what_is_not_offered_is_refused(name):
    assert name in sent(**{name: "else"}).errors


def test_the_choices_of_one_form_are_not_those_of_another():
    Choosing().fields["provider"].choices = {}
    assert cleaned(provider=str(PROVIDER))["provider"] == PROVIDER


def test_without_a_choice_the_error_says_what_to_do():
    form = Choosing({})
    html = dom.fragment(form["setting"].component())
    assert form.errors["setting"] == ["Choose where you work"]
    (group,) = html.iter("fieldset")
    assert group.attrib["aria-describedby"] == "setting-hint setting-error"
    assert dom.by_id(html, "setting").attrib["type"] == "radio"


def chosen(html: str) -> list[str]:
    return [i.attrib["value"] for i in dom.fragment(html).iter("input") if "checked" in i.attrib]


def test_an_answer_given_before_is_chosen_already():
    form = Choosing(initial={"setting": Setting.TRUST, "england": False, "provider": PROVIDER, "topics": [2]})
    assert chosen(form["setting"].component()) == ["trust"]
    assert chosen(form["england"].component()) == ["no"]
    assert chosen(form["provider"].component()) == [str(PROVIDER)]
    assert chosen(form["topics"].component()) == ["2"]


def test_an_answer_just_sent_is_chosen_still():
    form = Choosing({"england": "yes", "topics": ["1", "2"], "status": "school", "agreed": "yes"})
    assert chosen(form["england"].component()) == ["yes"]
    assert chosen(form["topics"].component()) == ["1", "2"]
    assert chosen(form["agreed"].component()) == ["yes"]
    (option,) = [o for o in dom.fragment(form["status"].component()).iter("option") if "selected" in o.attrib]
    assert option.attrib["value"] == "school"


def test_a_choice_may_reveal_another_question_come_after_a_divider_and_carry_a_hint():
    html = dom.fragment(Choosing()["setting"].component())
    (revealed,) = dom.find(html, "div", class_="govuk-radios__conditional")
    assert dom.by_id(revealed, "trust").attrib["name"] == "trust"
    assert [dom.words(d) for d in dom.find(html, "div", class_="govuk-radios__divider")] == ["or"]
    assert dom.words(dom.by_id(html, "setting-3-item-hint")) == "Several schools"


def test_several_come_back_in_the_order_offered_and_once():
    form = Choosing(QueryDict("setting=school&topics=2&topics=1&topics=2"))
    assert form.is_valid()
    assert form.cleaned_data["topics"] == [1, 2]


def test_one_that_is_not_offered_spoils_several():
    assert "topics" in Choosing(QueryDict("setting=school&topics=1&topics=9")).errors


def test_a_choice_may_exclude_the_others():
    html = dom.fragment(Choosing()["topics"].component())
    assert dom.find(html, "input", data_behaviour="exclusive")


def test_agreeing_is_ticking():
    assert Agreeing({"agreed": "yes"}).is_valid()
    form = Agreeing({})
    assert form.errors["agreed"] == ["Confirm that you agree"]
    html = dom.fragment(form["agreed"].component())
    assert dom.by_id(html, "agreed").attrib["aria-describedby"] == "agreed-error"


def test_words_that_are_marked_up_stay_so_and_others_are_escaped():
    field = ConfirmField(label=Markup("I have read <b>this</b>"), hint="a < b", required=False)
    form = type("Marked", (Form,), {"agreed": field})()
    html = dom.fragment(form["agreed"].component())
    assert [dom.words(b) for b in html.iter("b")] == ["this"]
    assert "a < b" in dom.words(html)

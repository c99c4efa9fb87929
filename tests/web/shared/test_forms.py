"""Forms as a whole: the summary of errors, refusals, and what travels unseen."""

from enum import StrEnum

from django.core.exceptions import ValidationError

from npq.kernel.refusals import Refusal
from npq.web.shared.fields import HiddenField, TextField
from npq.web.shared.forms import Form
from npq.web.shared.refusals import WITHOUT_WORDS
from tests.web.shared import dom
from tests.web.shared.sample import SampleForm


class Code(StrEnum):
    FULL = "full"


class Small(Form):
    name = TextField(label="Name", errors={"required": "Enter a name"})
    town = TextField(label="Town", required=False)
    version = HiddenField(required=False)

    def clean(self) -> None:
        if self.cleaned_data.get("town") == self.cleaned_data.get("name"):
            raise ValidationError("The name and the town are the same")


def links(form: Form) -> list[tuple[str, str]]:
    return [(a.attrib["href"], dom.words(a)) for a in dom.fragment(form.error_summary()).iter("a")]


def test_a_form_nobody_sent_has_nothing_wrong():
    assert Small().error_summary() == ""
    assert not Small().has_errors


def test_every_error_is_in_the_summary_in_the_forms_order_and_leads_to_its_field(sample):
    form = SampleForm({"born-day": "1", "full_name": "x" * 300})
    ids = [href.removeprefix("#") for href, _ in links(form)]
    assert ids == ["full_name", "email", "code", "reason", "setting", "topics", "born-month", "agreed"]
    page = dom.fragment("".join(form[name].component() for name in form.fields))
    for wanted in ids:
        assert dom.by_id(page, wanted).tag in ("input", "textarea")


def test_the_summary_says_that_there_is_a_problem():
    html = dom.fragment(Small({}).error_summary())
    assert [dom.words(h) for h in html.iter("h2")] == ["There is a problem"]
    assert dom.find(html, "div", role="alert")


def test_an_error_of_the_whole_form_is_words_without_a_link():
    form = Small({"name": "York", "town": "York"})
    assert links(form) == []
    assert "The name and the town are the same" in dom.words(dom.fragment(form.error_summary()))
    assert form.has_errors


def test_a_refusal_becomes_an_error_of_a_field_or_of_the_form():
    form = Small({"name": "Ada"})
    assert form.is_valid()
    form.refuse(Refusal(Code.FULL), "town")
    assert links(form) == [("#town", WITHOUT_WORDS)]
    form.refuse(Refusal(Code.FULL))
    assert form.non_field_errors() == [WITHOUT_WORDS]
    assert form.has_errors


def test_what_travels_unseen_cannot_break_out():
    form = Small(initial={"version": '"><b>'})
    (hidden,) = dom.fragment(form["version"].component()).iter("input")
    assert hidden.attrib == {"type": "hidden", "name": "version", "value": '"><b>'}
    assert Small()["version"].component() == '<input type="hidden" name="version" value="">'


def test_a_prefix_keeps_two_forms_on_a_page_apart():
    form = Small({"a-name": "Ada"}, prefix="a")
    assert form.is_valid()
    html = dom.fragment(form["name"].component())
    assert dom.by_id(html, "a-name").attrib["name"] == "a-name"

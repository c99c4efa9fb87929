"""Words typed into a form."""

import pytest

from npq.web.shared.fields import CodeField, EmailField, LongTextField, TextField
from npq.web.shared.forms import Form
from tests.web.shared import dom


class Words(Form):
    name = TextField(
        label="Full name",
        hint="In full",
        autocomplete="name",
        width=20,
        max_length=10,
        errors={"required": "Enter your name"},
    )
    email = EmailField(label="Email address", required=False)
    code = CodeField(label="Code", required=False)
    reason = LongTextField(label="Reason", max_length=20, required=False)


def sent(**answers: str) -> Words:
    return Words({"name": "Ada", **answers})


def input_of(form: Words, name: str) -> dom.ElementTree.Element:
    return dom.by_id(dom.fragment(form[name].component()), name)


def test_one_line_comes_out_tidy():
    form = sent(name="  Ada \t Bell ")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Ada Bell"


def test_letters_come_out_in_one_spelling():
    form = sent(name="Zoe\u0308")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Zoë"


@pytest.mark.parametrize("typed", ["", "   ", "\n"])
def test_nothing_is_not_an_answer(typed):
    assert sent(name=typed).errors["name"] == ["Enter your name"]


def test_ten_thousand_characters_are_too_many():
    assert sent(name="x" * 10_000).errors["name"] == ["Full name must be 10 characters or fewer"]


def test_control_characters_are_refused():
    assert sent(name="A\0B").errors["name"] == ["Full name must not include control characters"]


def test_the_label_the_hint_and_the_error_belong_to_the_input():
    html = dom.fragment(sent(name="")["name"].component())
    box = dom.by_id(html, "name")
    assert box.attrib["aria-describedby"] == "name-hint name-error"
    assert dom.words(dom.by_id(html, "name-error")) == "Error: Enter your name"
    assert dom.words(dom.by_id(html, "name-hint")) == "In full"
    (label,) = html.iter("label")
    assert (label.attrib["for"], dom.words(label)) == ("name", "Full name")
    assert box.attrib["autocomplete"] == "name"
    assert "govuk-input--width-20" in box.attrib["class"]
    assert "govuk-input--error" in box.attrib["class"]


def test_what_was_typed_stays_and_cannot_break_out():
    box = input_of(sent(name='"><script>alert(1)</script>'), "name")
    assert box.attrib["value"] == '"><script>alert(1)</script>'


def test_a_label_may_be_the_heading_of_the_page():
    html = dom.fragment(Words()["name"].component(heading=True, label="What is your name?"))
    (heading,) = html.iter("h1")
    assert dom.words(heading) == "What is your name?"
    assert dom.find(html, "label", class_="govuk-label--l")


@pytest.mark.parametrize("email", ["ada@school.example", "ada+npq@school.example"])
def test_an_email_address(email):
    assert sent(email=email).is_valid()


@pytest.mark.parametrize("email", ["ada", "ada@", "ada @school.example", "@school.example"])
def test_not_an_email_address(email):
    assert sent(email=email).errors["email"] == [
        "Enter an email address in the correct format, like name@example.com"
    ]


def test_an_email_address_is_asked_for_as_one():
    box = input_of(Words(), "email")
    assert (box.attrib["type"], box.attrib["autocomplete"], box.attrib["spellcheck"]) == (
        "email",
        "email",
        "false",
    )


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "123-456", "12 34 56"])
def test_a_code_however_it_is_spaced(typed):
    form = sent(code=typed)
    assert form.is_valid()
    assert form.cleaned_data["code"] == "123456"


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345a", "１２３４５６"])
def test_not_a_code(typed):
    assert sent(code=typed).errors["code"] == ["The code is 6 digits, like 123456"]


def test_a_code_is_filled_in_by_a_phone():
    box = input_of(Words(), "code")
    assert (box.attrib["inputmode"], box.attrib["autocomplete"]) == ("numeric", "one-time-code")


def test_line_ends_count_once_and_stay():
    form = sent(reason="a" * 9 + "\r\n" + "b" * 10)
    assert form.is_valid()
    assert form.cleaned_data["reason"] == "a" * 9 + "\n" + "b" * 10


def test_a_long_answer_shows_what_is_left():
    html = dom.fragment(sent(reason="x" * 21)["reason"].component())
    assert dom.find(html, "div", data_maxlength="20")
    assert dom.words(dom.by_id(html, "reason-error")) == "Error: Reason must be 20 characters or fewer"


def test_a_required_field_says_what_to_do():
    with pytest.raises(TypeError, match="Full name"):
        TextField(label="Full name")

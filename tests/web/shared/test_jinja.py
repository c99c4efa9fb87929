"""The template environment."""

import re

import pytest
from django.template import engines
from django.urls import get_resolver

from npq.web.shared.jinja import lower_first, template_folders

ENVIRONMENT = engines["jinja2"].env
OURS = sorted({str(p.relative_to(f)) for f in template_folders() for p in f.rglob("*.html")})


def rendered(source: str, **context: object) -> str:
    return ENVIRONMENT.from_string(source).render(context)


@pytest.mark.parametrize("name", OURS)
def test_a_template_can_be_read_and_asks_for_nothing_that_is_not_there(name):
    ENVIRONMENT.get_template(name)


@pytest.mark.parametrize("folder", template_folders(), ids=lambda folder: folder.parent.name)
def test_an_audience_keeps_its_templates_under_its_own_name(folder):
    assert {path.name for path in folder.iterdir()} == {folder.parent.name}


def test_every_page_a_template_leads_to_is_there():
    known = set(get_resolver("npq.config.urls").reverse_dict)
    for folder in template_folders():
        for path in folder.rglob("*.html"):
            asked = set(re.findall(r"\burl\(\s*['\"]([\w-]+)['\"]", path.read_text("utf-8")))
            assert asked <= known, path


def test_what_people_typed_is_escaped():
    assert rendered("{{ typed }}", typed="<b>") == "&lt;b&gt;"
    assert rendered("{{ typed | mail }}", typed='"><b>@x') == (
        '<a class="govuk-link" href="mailto:&#34;&gt;&lt;b&gt;@x">&#34;&gt;&lt;b&gt;@x</a>'
    )


def test_a_parameter_that_is_not_there_is_empty_however_deep_one_asks():
    assert rendered("[{{ nobody.name.first }}]") == "[]"


def test_figures_are_written_with_commas():
    assert rendered("{{ 1234567 | thousands }}") == "1,234,567"


def test_words_in_the_middle_of_a_sentence():
    assert lower_first("Date of birth") == "date of birth"
    assert lower_first("NPQ course") == "NPQ course"
    assert lower_first("") == ""


def test_addresses_are_made_from_names(sample):
    assert rendered("{{ url('form') }}") == "/form"
    assert rendered("{{ static('npq/npq.css') }}") == "/static/npq/npq.css"

"""How words are counted, for everyone to read before they write."""

from itertools import groupby

from django.http import HttpResponse

from npq.domain.assessment.rules.word_examples import word_examples
from npq.domain.assessment.rules.words import VERSION
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.caching import unless_unchanged
from npq.web.shared.pages import Request, render


@page(Audience.PUBLIC, methods=READING)
def how_words_are_counted(request: Request) -> HttpResponse:
    """The rule by which every response is counted, with examples it is tested by."""
    shown = [example for example in word_examples() if example.shown]
    groups = [(name, list(examples)) for name, examples in groupby(shown, lambda one: one.group)]
    facts = {"groups": groups, "version": VERSION}
    return unless_unchanged(request, render(request, "public/how_words_are_counted.html", facts))

"""Messages of a lead provider to its participants: written from the list of progress, looked at, and sent once."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpResponse

from npq.domain.learning.operations.messages import send_message
from npq.domain.learning.queries.messages import (
    addressees,
    codes_of,
    count_addressees,
    last_reach,
    message_with,
    messages_with,
    narrowing_of,
    providers_writing,
)
from npq.domain.learning.queries.provider import ProgressFilters
from npq.domain.people.queries import details_of
from npq.kernel.refusals import NotFound, Refusal
from npq.web.provider import wording, words
from npq.web.provider.message_forms import MessageForm
from npq.web.provider.progress import filter_form
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.forms import count_in
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.paging import SIZE, page_number, paging_for

SENDING = frozenset({"POST"})
NAMES = 100
"""How many names of those a message goes to stand on one page."""


@dataclass(frozen=True)
class _Asked:
    """Whom the page was asked to write to, and who writes."""

    filters: ProgressFilters
    providers: dict[UUID, str]
    query: str


@page(Audience.PROVIDER, methods=READING)
def messages(request: Request) -> HttpResponse:
    """What the viewer's providers have sent, newest first."""
    rows, total = messages_with(request.viewer, (page_number(request) - 1) * SIZE, SIZE)
    paging = paging_for(request, total)
    if total and not rows:
        rows, _ = messages_with(request.viewer, paging.first - 1, SIZE)
    context = {"rows": rows, "paging": paging, "several": len(providers_writing(request.viewer)) > 1}
    return render(request, "provider/messages/list.html", context)


@page(Audience.PROVIDER, methods=READING)
def message(request: Request, message_id: UUID) -> HttpResponse:
    """One message, and what became of it for each of those it went to."""
    first = (page_number(request) - 1) * NAMES
    found = message_with(request.viewer, message_id, first, NAMES)
    paging = paging_for(request, found.row.people, NAMES)
    if not found.recipients:
        found = message_with(request.viewer, message_id, paging.first - 1, NAMES)
    context = {
        "found": found,
        "emails": "; ".join(
            f"{words.DELIVERIES[one][0].lower()}: {count:,}"
            for one, count in found.deliveries.items()
            if count
        ).capitalize(),
        "narrowed": wording.narrowed(found.narrowing),
        "paging": paging,
        "sent": "sent" in request.GET,
        "words": words,
    }
    return render(request, "provider/messages/message.html", context)


@page(Audience.PROVIDER)
def write(request: Request) -> HttpResponse:
    """A message to everybody in the list is written; sent from here it is looked at, and goes to nobody yet."""
    asked = _asked(request)
    if request.method != "POST":
        return _show_form(request, asked, _new_form(request, asked))
    form = MessageForm(request.POST, providers=asked.providers)
    return _look(request, asked, form) if form.is_valid() else _show_form(request, asked, form)


@page(Audience.PROVIDER, methods=SENDING)
def change(request: Request) -> HttpResponse:
    """What was looked at is changed again."""
    asked = _asked(request)
    form = MessageForm(request.POST, providers=asked.providers)
    return _show_form(request, asked, form.again() if form.is_valid() else form)


@page(Audience.PROVIDER, methods=SENDING)
def send(request: Request) -> HttpResponse:
    """The message goes to exactly those who were looked at."""
    asked = _asked(request)
    form = MessageForm(request.POST, providers=asked.providers)
    if not form.is_valid():
        return _show_form(request, asked, form)
    try:
        send_message(
            by=request.viewer,
            at=request.at,
            message_id=form.message_id,
            lead_provider_id=form.provider_id,
            filters=asked.filters,
            seen=form.cleaned_data["seen"],
            subject=form.cleaned_data["subject"],
            body=form.cleaned_data["body"],
            reach=form.cleaned_data["reach"],
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _look(request, asked, form)
    response = redirect("provider-message", message_id=form.message_id)
    response["Location"] += "?sent"
    return response


def _asked(request: Request) -> _Asked:
    """The filters of the address. Raises NotFound where one cannot be read: nobody else shall be written to."""
    form = filter_form(request)
    if not form.is_valid():
        raise NotFound("filters")
    filters = form.filters()
    return _Asked(filters, providers_writing(request.viewer), urlencode(codes_of(filters)))


def _new_form(request: Request, asked: _Asked) -> MessageForm:
    """An empty one, under an id of its own; answers go where those to the last message went."""
    one = next(iter(asked.providers)) if len(asked.providers) == 1 else None
    reach = (last_reach(request.viewer, one) if one else "") or details_of(request.viewer).email or ""
    return MessageForm(initial={"key": uuid4(), "reach": reach}, providers=asked.providers)


def _show_form(request: Request, asked: _Asked, form: MessageForm) -> HttpResponse:
    people = count_addressees(request.viewer, asked.filters, request.at)
    context = {"form": form, "people": people, **_surroundings(request, asked)}
    return render(request, "provider/messages/write.html", context)


def _look(request: Request, asked: _Asked, form: MessageForm) -> HttpResponse:
    """The message as it goes, and exactly to whom. What is sent from here goes to these or to nobody."""
    found = addressees(request.viewer, form.provider_id, asked.filters, request.at)
    pages = max(1, -(-found.total // NAMES))
    number = min(max(1, count_in(request.GET.get("names", ""))), pages)
    context = {
        "form": form,
        "sends": form.to_send(seen=found.digest),
        "found": found,
        "without": sum(not person.has_address for person in found.people),
        "names": found.people[(number - 1) * NAMES : number * NAMES],
        "number": number,
        "first": (number - 1) * NAMES + 1,
        "more": f"{asked.query}&" if asked.query else "",
        "pages": pages,
        "provider": asked.providers[form.provider_id],
        **_surroundings(request, asked),
    }
    return render(request, "provider/messages/look.html", context)


def _surroundings(request: Request, asked: _Asked) -> dict[str, object]:
    return {
        "query": asked.query,
        "narrowed": wording.narrowed(narrowing_of(request.viewer, asked.filters)),
        "words": words,
    }

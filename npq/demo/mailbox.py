"""The demonstration's mailbox: every letter the service wrote, as whoever it is for would read it."""

from django.http import HttpResponse

from npq.gateways.email.models import KeptLetter
from npq.kernel.refusals import NotFound
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, render
from npq.web.shared.paging import paging_for


@page(Audience.DEMONSTRATION, methods=READING)
def letters(request: Request) -> HttpResponse:
    """All letters, newest first; `?to=` shows those to one address. Two queries, however many there are."""
    to = request.GET.get("to", "").replace("\0", "").strip()
    kept = KeptLetter.objects.filter(to__iexact=to) if to else KeptLetter.objects.all()
    paging = paging_for(request, kept.count())
    shown = kept.order_by("-at", "-id")[paging.first - 1 if paging.first else 0 : paging.last]
    return render(request, "demo/letters.html", {"letters": list(shown), "paging": paging, "to": to})


@page(Audience.DEMONSTRATION, methods=READING)
def letter(request: Request, number: int) -> HttpResponse:
    """One letter, its link to be followed."""
    kept = KeptLetter.objects.filter(id=number).first()
    if kept is None:
        raise NotFound(number)
    return render(request, "demo/letter.html", {"letter": kept, "paragraphs": _paragraphs(kept.body)})


def _paragraphs(body: str) -> list[list[tuple[str, bool]]]:
    """The lines of each paragraph, and of each line whether it is an address to follow."""
    paragraphs = (part for part in body.split("\n\n") if part.strip())
    return [[(line, _is_link(line)) for line in part.strip().split("\n")] for part in paragraphs]


def _is_link(line: str) -> bool:
    return line.startswith(("http://", "https://")) and " " not in line

"""Signing in as somebody invented: one button each. Registered in the demonstration only."""

from django.http import HttpResponse

from npq.demo import cast
from npq.demo.cast import Persona
from npq.domain.people.kinds import Issuer
from npq.domain.people.models import Identity
from npq.kernel.refusals import NotFound
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.sign_in.sessions import LANDINGS, safe_next, sign_in_as


@page(Audience.DEMONSTRATION)
def personas(request: Request) -> HttpResponse:
    """Everybody there is to be, and what there is to see as each."""
    if request.method == "POST":
        return _sign_in(request)
    context = {
        "participants": cast.PARTICIPANTS,
        "staff": cast.STAFF,
        "officials": cast.OFFICIALS,
        "next": safe_next(request),
    }
    return render(request, "demo/personas.html", context)


def _sign_in(request: Request) -> HttpResponse:
    persona = _chosen(request.POST.get("persona", ""))
    identity = Identity.objects.filter(
        issuer=Issuer.EMAIL_CODE, subject=str(persona.account), closed_at=None
    ).first()
    if identity is None:
        raise NotFound(persona.key)
    sign_in_as(request, identity.person_id)
    return redirect(safe_next(request) or (LANDINGS[persona.role] if persona.role else "home"))


def _chosen(key: str) -> Persona:
    for persona in cast.EVERYONE:
        if persona.key == key:
            return persona
    raise NotFound(key)

"""What holds for a provider's assessment: looked at, and decided anew from a day on."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.operations.policies import decide_policy
from npq.domain.assessment.queries.provider_policies import DecidedPolicy, policies_decided, policy_decided
from npq.domain.assessment.rules.policies import PolicyTerms
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal
from npq.web.provider.windows.rules_forms import RulesForm
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.assessment_terms import terms_in_words
from npq.web.shared.pages import Request, redirect, render


@page(Audience.PROVIDER, methods=READING)
def rules(request: Request) -> HttpResponse:
    """What holds today for each course, what will, and which of it is this service's own."""
    found = policies_decided(request.viewer, request.at)
    context = {
        "found": [(decided, _rows(decided)) for decided in found],
        "to_come": {
            (decided.of.provider_id, decided.of.qualification_id): [
                (one.decides_from, differences(decided.holds.terms, one.terms)) for one in decided.to_come
            ]
            for decided in found
        },
    }
    return render(request, "provider/windows/rules.html", context)


@page(Audience.PROVIDER)
def decide(request: Request, lead_provider_id: UUID, qualification: str) -> HttpResponse:
    """Decides other rules from a day on, after showing what changes for everybody who reads them."""
    decided = policy_decided(request.viewer, lead_provider_id, qualification, request.at)
    before, today = decided.holds.terms, london_day(request.at)
    looked = request.GET if "word_limit" in request.GET else None
    sent = request.POST if request.method == "POST" else looked
    form = RulesForm(sent, initial=RulesForm.says(before, today))
    if request.method == "POST" and form.is_valid():
        try:
            decide_policy(
                by=request.viewer,
                at=request.at,
                qualification=qualification,
                lead_provider_id=lead_provider_id,
                decides_from=form.decides,
                terms=form.terms(before),
                seen=form.cleaned_data["seen"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("provider-rules")
    if form.is_bound and form.is_valid() and form.decides < today:
        form.add_error("decides_from", "The first day must be today or later")
    ready = form.is_bound and form.is_valid()
    context = {
        "decided": decided,
        "form": form,
        "ready": ready,
        "changes": differences(before, form.terms(before)) if ready else [],
        "reads": terms_in_words(form.terms(before)) if ready else {},
        "sent": [(name, value) for name, value in (sent or {}).items() if name in _names(form)],
    }
    return render(request, "provider/windows/decide.html", context)


def differences(before: PolicyTerms, after: PolicyTerms) -> list[tuple[str, str, str]]:
    """What everybody reads otherwise: about what, before, and after."""
    was, will = terms_in_words(before), terms_in_words(after)
    return [(about, was[about], says) for about, says in will.items() if was[about] != says]


def _rows(decided: DecidedPolicy) -> list[tuple[str, str, bool]]:
    """Each rule with what holds, and whether it is as this service has it by itself."""
    ours = terms_in_words(decided.default)
    holds = terms_in_words(decided.holds.terms)
    return [(about, says, says == ours[about]) for about, says in holds.items()]


def _names(form: RulesForm) -> set[str]:
    """What a browser sends of the form, but for what the page fills in by itself."""
    days = {f"decides_from-{part}" for part in ("day", "month", "year")}
    return (set(form.fields) | days) - {"seen", "decides_from"}

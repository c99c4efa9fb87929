"""Addresses of the assessment windows of a lead provider."""

from django.urls import path

from npq.web.provider.windows import failures, pages, planning, rules, sitters

WINDOW = "provider/assessment/<uuid:window_id>"
SITTER = f"{WINDOW}/<uuid:sitting_id>"
RULES = "provider/assessment/rules"

urlpatterns = [
    path("provider/assessment", pages.windows, name="provider-windows"),
    path("provider/assessment/new", planning.choose, name="provider-window-new"),
    path(
        "provider/assessment/new/<uuid:lead_provider_id>/<slug:qualification>/<slug:kind>",
        planning.make,
        name="provider-window-plan",
    ),
    path(RULES, rules.rules, name="provider-rules"),
    path(f"{RULES}/<uuid:lead_provider_id>/<slug:qualification>", rules.decide, name="provider-rules-decide"),
    path(WINDOW, pages.window, name="provider-window"),
    path(f"{WINDOW}/not-in", pages.not_in, name="provider-window-not-in"),
    path(f"{WINDOW}/change", planning.change, name="provider-window-change"),
    path(f"{WINDOW}/questions", planning.clinic, name="provider-window-clinic"),
    path(f"{WINDOW}/failure", failures.for_everybody, name="provider-window-failure"),
    path(SITTER, sitters.sitter, name="provider-sitter"),
    path(f"{SITTER}/more-time", sitters.extend, name="provider-extend"),
    path(f"{SITTER}/failure", failures.for_one, name="provider-sitter-failure"),
    path(f"{SITTER}/move", sitters.move, name="provider-move"),
]

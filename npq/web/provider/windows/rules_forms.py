"""What a provider decides for its assessment."""

from dataclasses import replace
from datetime import date
from typing import Any

from npq.domain.assessment.kinds import OverLimit
from npq.domain.assessment.rules.policies import BOUNDS, PolicyTerms
from npq.web.provider.windows import words
from npq.web.shared.fields import DateField, HiddenField, NumberField, RadioField
from npq.web.shared.forms import Form


def _number(name: str, label: str, hint: str, suffix: str = "") -> NumberField:
    least, most = BOUNDS[name]
    errors = {"required": f"Enter a number from {least:,} to {most:,} for “{label}”"}
    return NumberField(label=label, hint=hint, suffix=suffix, least=least, most=most, errors=errors)


class RulesForm(Form):
    """The rules of a provider's assessment from a day on. `seen` is what was decided last when the page was shown."""

    seen = HiddenField(required=False)
    decides_from = DateField(
        label="From which day?",
        name="The first day",
        hint="For windows you make that open on this day or later. Windows that are made already keep their rules",
        errors={"required": "Enter the first day"},
    )
    word_limit = _number("word_limit", "Word limit", "", "words")
    over_limit = RadioField(
        label="What happens over the limit?", choices=words.OVER_LIMIT,
        errors={"required": "Select what happens over the limit"},
    )  # fmt: skip
    window_days = _number("window_days", "Length of a window", "", "days")
    grace_minutes = _number(
        "grace_minutes", "Grace", "What arrives this late still counts, and is recorded as late", "minutes"
    )
    attempts = _number("attempts", "Attempts", "Moving to a later window uses none")
    missed_counts = RadioField(
        label="Does a window that somebody misses use an attempt?", choices={False: "No", True: "Yes"},
        errors={"required": "Select whether a missed window uses an attempt"},
    )  # fmt: skip
    extension_days_most = _number(
        "extension_days_most",
        "Longest extension",
        "Agreed access arrangements come first and have no limit",
        "days",
    )
    sample_percent = _number("sample_percent", "Responses that a second marker looks at", "", "%")
    release_after_days = _number(
        "release_after_days", "Results within", "After the end of a window, to everybody at once", "days"
    )

    @property
    def decides(self) -> date:
        day: date = self.cleaned_data["decides_from"]
        return day

    def terms(self, before: PolicyTerms) -> PolicyTerms:
        """What would hold, once the form is valid: what is not asked stays as before."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in NOT_OF_TERMS}
        return replace(before, **said | {"over_limit": OverLimit(said["over_limit"])})

    @staticmethod
    def says(terms: PolicyTerms, today: date) -> dict[str, Any]:
        """What is filled in at first."""
        asked = [name for name in RulesForm.base_fields if name not in NOT_OF_TERMS]
        return {"decides_from": today, **{name: getattr(terms, name) for name in asked}}


NOT_OF_TERMS = {"seen", "decides_from"}

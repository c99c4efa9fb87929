"""What staff say to make a window, or to give somebody longer."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from npq.domain.assessment.queries.provider import CaseLine
from npq.web.provider.windows import words
from npq.web.shared.fields import DateField, RadioField, TextField
from npq.web.shared.forms import Form


class WindowForm(Form):
    """A window: whose, what for, which days, and its case."""

    provider = RadioField(label="Whose window is it?", errors={"required": "Select a provider"})
    kind = RadioField(
        label="What is it for?", choices=words.KINDS, errors={"required": "Select what the window is for"}
    )
    name = TextField(
        label="Name", hint="For example, Spring 2027", max_length=80, errors={"required": "Enter a name"}
    )
    opens_on = DateField(
        label="First day",
        hint="It opens at midnight, as this day begins",
        errors={"required": "Enter a first day"},
    )
    closes_on = DateField(
        label="Last day", hint="It closes at 11:59pm on this day", errors={"required": "Enter a last day"}
    )
    case = RadioField(label="Case", errors={"required": "Select a case"})

    def __init__(
        self, *args: Any, providers: Mapping[UUID, str], cases: list[CaseLine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("provider", {str(id): name for id, name in providers.items()})
        self.offer(
            "case",
            {str(case.id): f"{case.title} ({words.KINDS_OF_CASES[case.kind]})" for case in cases},
        )


class ExtensionForm(Form):
    """Until when somebody may write, and why."""

    last_day = DateField(
        label="New last day",
        hint="They can submit until 11:59pm on this day",
        errors={"required": "Enter a last day"},
    )
    reason = RadioField(
        label="Why?",
        choices=words.EXTENSIONS,
        hint="Nothing about health or family is asked or kept",
        errors={"required": "Select a reason"},
    )

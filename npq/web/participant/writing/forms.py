"""What is asked beside the text itself."""

from typing import Any

from npq.domain.assessment.kinds import (
    MOST_TOOLS_CHARACTERS,
    Choice,
    Colours,
    Face,
    RefusalCode,
    Spacing,
    Tool,
)
from npq.domain.assessment.operations.submitting import Statement
from npq.kernel.refusals import Refusal
from npq.web.participant.writing import words
from npq.web.shared.fields import CheckboxesField, ConfirmField, HiddenField, LongTextField, RadioField
from npq.web.shared.forms import Form, count_in

OWN_WORK = "This response is my own work, and I have said above what I used to write it"


class StatementForm(Form):
    """Whose work it is and what was used. It is asked of everybody, and nothing here measures it."""

    own = ConfirmField(label=OWN_WORK, errors={"required": "Confirm that this is your own work"})
    tools = CheckboxesField(
        label="What did you use?",
        hint="Tell us of everything that helped to write the text. Your provider can tell you what is allowed",
        choices=words.TOOLS,
        errors={"required": "Select what you used, or “None of these”"},
    )
    tools_text = LongTextField(
        label="Anything to add about that (optional)",
        rows=3,
        max_length=MOST_TOOLS_CHARACTERS,
        required=False,
    )
    seen = HiddenField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        tools = cleaned.get("tools") or []
        if Tool.NONE in tools and len(tools) > 1:
            self.add_error("tools", "Select what you used, or “None of these”, and not both")
        return cleaned

    @property
    def statement(self) -> Statement:
        said = self.cleaned_data
        return Statement(True, [Tool(tool) for tool in said["tools"]], said["tools_text"])

    @property
    def revision(self) -> int:
        return count_in(self.cleaned_data.get("seen") or "")


class HandInForm(StatementForm):
    """The statement, and where words may say who somebody is, that these stay in."""

    # As they stand on the page, so that mistakes are told in that order.
    field_order = ("seen", "tools", "tools_text", "keep", "own")

    keep = ConfirmField(
        label="Leave these words in: I know that whoever marks it may see from them who I am", required=False
    )

    @property
    def keeps(self) -> bool:
        return bool(self.cleaned_data.get("keep"))

    def require_choice_of_words(self, are_some: bool) -> None:
        """Where there are such words, it says with all else that is missing that they are to be replaced or kept."""
        if self.is_bound and are_some and not self.data.get("keep") and "keep" not in self.errors:
            self.refuse(Refusal(RefusalCode.IDENTIFYING_WORDS), "keep")


class ChoiceForm(Form):
    """Which of two versions to go on with."""

    choice = RadioField(
        label="Which one do you go on with?",
        hint="You cannot come back to the one you leave. “Both” loses nothing",
        choices={
            Choice.HEAD: "The one saved as your response",
            Choice.BRANCH: "The one kept beside it",
            Choice.BOTH: "Both: where they differ, the one kept beside it comes under the other",
        },
        errors={"required": "Select which version to go on with"},
    )
    head = HiddenField(required=False)
    key = HiddenField(required=False)


class DisplayForm(Form):
    """How the boxes look. What somebody needs it for is asked nowhere."""

    face = RadioField(label="Letters", choices=dict(words.FACES), errors={"required": "Select the letters"})
    size = RadioField(label="Size", choices=dict(words.SIZES), errors={"required": "Select a size"})
    spacing = RadioField(
        label="Space between lines, words and letters",
        choices=dict(words.SPACINGS),
        errors={"required": "Select how much space"},
    )
    colours = RadioField(
        label="Colours", choices=dict(words.COLOURS), errors={"required": "Select the colours"}
    )

    @property
    def asked(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "face": Face(said["face"]),
            "size": int(said["size"]),
            "spacing": Spacing(said["spacing"]),
            "colours": Colours(said["colours"]),
        }

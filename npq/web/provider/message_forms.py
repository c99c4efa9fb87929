"""What a lead provider's staff write to participants."""

from typing import Any
from uuid import UUID

from markupsafe import Markup

from npq.domain.learning.kinds import (
    MOST_MESSAGE_CHARACTERS,
    MOST_REACH_CHARACTERS,
    MOST_SUBJECT_CHARACTERS,
)
from npq.kernel.refusals import NotFound
from npq.web.shared.fields import HiddenField, LongTextField, RadioField, TextField
from npq.web.shared.forms import Form

WRITTEN = ("provider", "subject", "body", "reach", "key")


class MessageForm(Form):
    """A message. `key` is the id it gets, so that sending it twice sends it once; `seen` says which list was shown."""

    provider = RadioField(label="Who writes?", errors={"required": "Select which provider writes"})
    subject = TextField(
        label="Subject", max_length=MOST_SUBJECT_CHARACTERS, errors={"required": "Enter a subject"}
    )
    body = LongTextField(
        label="Message",
        hint="Plain text. It goes by email, and each of them can read it with their course. Everybody gets the same "
        "words, so do not write about one person",
        rows=12,
        max_length=MOST_MESSAGE_CHARACTERS,
        errors={"required": "Enter a message"},
    )
    reach = TextField(
        label="How can people reach you?",
        hint="An email address or a telephone number. Nobody reads replies to our emails, so the message says this",
        max_length=MOST_REACH_CHARACTERS,
        errors={"required": "Enter an email address or a telephone number for answers"},
    )
    key = HiddenField(required=False)
    seen = HiddenField(required=False)

    def __init__(self, *args: Any, providers: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.providers = providers
        if len(providers) > 1:
            self.offer("provider", providers)
        else:
            del self.fields["provider"]

    @property
    def provider_id(self) -> UUID:
        """Who writes: the one chosen, or the only one there is."""
        chosen: UUID = self.cleaned_data.get("provider") or next(iter(self.providers))
        return chosen

    @property
    def message_id(self) -> UUID:
        """The id the page gave its message. Raises NotFound for one that no page of ours gave."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            raise NotFound("key") from None

    def again(self) -> "MessageForm":
        """What was written, to change it."""
        return MessageForm(initial=self._written(), providers=self.providers)

    def to_send(self, seen: str) -> "MessageForm":
        """What was written, to send it to the list whose digest is `seen`."""
        return MessageForm(initial=self._written() | {"seen": seen}, providers=self.providers)

    def hidden(self) -> list[Markup]:
        """Everything as inputs that nobody sees. Line ends are written out, because an attribute may lose them."""
        shown = [
            Markup('<input type="hidden" name="{}" value="{}">').format(name, self[name].value() or "")
            for name in self.fields
        ]
        return [Markup(str(field).replace("\n", "&#10;")) for field in shown]  # noqa: S704  it is escaped

    def _written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in WRITTEN if name in self.cleaned_data}

"""What somebody writes for themselves, and how they look for it again."""

from typing import Any

from npq.domain.learning.kinds import MOST_ENTRY_CHARACTERS
from npq.web.shared.fields import HiddenField, LongTextField, SelectField, TextField
from npq.web.shared.forms import Form, count_in

WHO_READS = (
    "Only you see what you write, unless you share it with a coach. "
    "Do not name pupils, parents or staff: “a head of school” is enough"
)


class NoteForm(Form):
    """The box of a page; who reads it stands beside it. It may be empty; `seen` is the revision of what stood there."""

    note = LongTextField(
        label="Your note",
        size="s",
        rows=3,
        max_length=MOST_ENTRY_CHARACTERS,
        required=False,
    )
    seen = HiddenField(required=False)

    def __init__(self, *args: Any, reflection: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reflection:
            field = self.fields["note"]
            assert isinstance(field, LongTextField)
            field.label, field.size, field.rows = "Your reflection", "m", 10

    @property
    def revision(self) -> int:
        """The revision that was seen; 0, which none has, for nonsense."""
        return count_in(self.cleaned_data.get("seen") or "")


class EntryForm(Form):
    """An entry in the log by itself. `entry` is the id that a new one gets, so that sending it twice writes one."""

    topic = SelectField(label="Topic (optional)", blank="None", required=False, choices={})
    text = LongTextField(
        label="What you want to keep",
        hint=WHO_READS,
        rows=12,
        max_length=MOST_ENTRY_CHARACTERS,
        errors={"required": "Write something first. To remove an entry, delete it from your log"},
    )
    seen = HiddenField(required=False)
    entry = HiddenField(required=False)

    def __init__(self, *args: Any, topics: dict[str, str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if topics is None:
            del self.fields["topic"]
        else:
            self.offer("topic", topics)

    @property
    def revision(self) -> int:
        return count_in(self.cleaned_data.get("seen") or "")


class FindForm(Form):
    """What to look for in the log."""

    words = TextField(
        label="Search your log", hint="Words, as you wrote them", required=False, max_length=100
    )
    topic = SelectField(label="Topic", blank="All topics", required=False, choices={})

    def __init__(self, *args: Any, topics: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("topic", topics)

    def asked(self) -> dict[str, str]:
        """What was asked for, without what could not be read."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in ("words", "topic")}


def now_seen(form: Form, revision: int) -> None:
    """The other text is shown with the form: sending it again says that it was seen."""
    form.data = {**dict(form.data.items()), "seen": str(revision)}

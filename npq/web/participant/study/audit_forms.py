"""What the opening audit asks. Its topics are those of the course somebody follows."""

from typing import Any

from npq.domain.learning.kinds import HowFar
from npq.domain.learning.queries.audit import AuditStory
from npq.web.participant.study import words
from npq.web.shared.fields import RadioField, SelectField
from npq.web.shared.forms import Form
from npq.web.shared.jinja import lower_first

PLACES = {"first": "First priority", "second": "Second priority", "third": "Third priority"}


class AuditForm(Form):
    """One answer a topic, or none so far."""

    def __init__(self, *args: Any, story: AuditStory, **kwargs: Any) -> None:
        said = {topic.id: topic.last for topic in story.topics}
        super().__init__(*args, initial=said, **kwargs)
        for topic in story.topics:
            self.fields[topic.id] = RadioField(
                label=f"How far are you in {lower_first(topic.name)}?",
                size="s",
                small=True,
                choices=words.HOW_FAR,
                required=False,
            )

    def answers(self) -> dict[str, HowFar]:
        return {topic: how_far for topic, how_far in self.cleaned_data.items() if how_far}


class PrioritiesForm(Form):
    """Three topics, each another one."""

    first = SelectField(
        label="First priority", blank="Choose a topic", errors={"required": "Choose your first priority"}
    )
    second = SelectField(
        label="Second priority", blank="Choose a topic", errors={"required": "Choose your second priority"}
    )
    third = SelectField(
        label="Third priority", blank="Choose a topic", errors={"required": "Choose your third priority"}
    )

    def __init__(self, *args: Any, story: AuditStory, **kwargs: Any) -> None:
        chosen = () if story.open else story.priorities
        super().__init__(*args, initial=dict(zip(self.base_fields, chosen, strict=False)), **kwargs)
        self.names = {topic.id: topic.name for topic in story.rated}
        for name in PLACES:
            self.offer(name, self.names)

    def clean(self) -> dict[str, Any]:
        """Of two that are the same, the later one is the mistake."""
        seen: dict[str, str] = {}
        for name in self.fields:
            topic = self.cleaned_data.get(name)
            if topic in seen:
                before = PLACES[seen[topic]].lower()
                self.add_error(name, f"“{self.names[topic]}” is your {before} already: choose another topic")
            elif topic:
                seen[topic] = name
        return self.cleaned_data

    def topics(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]

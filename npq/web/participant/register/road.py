"""Which draft a page of the journey is about, and the addresses around it: a new registration, or a change of one."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from npq.domain.registration.queries.drafts import DraftRow, draft_of
from npq.kernel.viewer import Viewer

CHECK = "check-answers"


@dataclass(frozen=True)
class Road:
    """`changes` is the registration being changed; None on the way to a new one."""

    changes: UUID | None

    def draft(self, viewer: Viewer) -> DraftRow | None:
        return draft_of(viewer, changes=self.changes)

    def start(self) -> str:
        """Where somebody without a draft gets one."""
        if self.changes is None:
            return reverse("register")
        return reverse("registration", kwargs={"registration_id": self.changes})

    def question(self, name: str) -> str:
        if self.changes is None:
            return reverse("register-question", kwargs={"name": name})
        return reverse("change-question", kwargs={"registration_id": self.changes, "name": name})

    def check(self) -> str:
        return self.question(CHECK)

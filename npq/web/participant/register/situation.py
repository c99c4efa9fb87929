"""What the questions look at: the answers so far, and what follows from them today."""

from datetime import datetime
from functools import cached_property
from uuid import UUID

from npq.domain.catalogue.queries import OfferRow, offers_for
from npq.domain.funding.kinds import Outcome
from npq.domain.funding.policies.policy import Answer
from npq.domain.organisations.queries import SchoolFacts, school_as_it_stood
from npq.domain.people.queries import details_of
from npq.domain.registration.queries.courses import OpenCourse, open_courses
from npq.domain.registration.queries.drafts import DraftRow
from npq.domain.registration.queries.requests import funding_preview
from npq.domain.registration.rules.answers import Answers, asks_workplace
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer


class Situation:
    """The draft of one person at one moment. What is looked up is looked up once, and only when a question needs it."""

    def __init__(self, draft: DraftRow, viewer: Viewer, at: datetime) -> None:
        self.draft, self.viewer, self.at = draft, viewer, at

    @property
    def answers(self) -> Answers:
        return self.draft.answers

    @cached_property
    def open_courses(self) -> list[OpenCourse]:
        """Everything that takes registrations today."""
        return open_courses(self.viewer, self.at)

    @property
    def courses(self) -> list[OpenCourse]:
        """What can be chosen: not what the person is registered for already, but by the one being changed."""
        return [course for course in self.open_courses if course.registration in {None, self.draft.changes}]

    @cached_property
    def course(self) -> OpenCourse | None:
        """The course chosen, while it can still be chosen."""
        chosen = (self.answers.qualification, self.answers.cohort)
        return next((c for c in self.courses if (c.qualification.identifier, c.cohort.id) == chosen), None)

    @cached_property
    def own_addresses(self) -> list[str]:
        """The participant's own e-mail address, where it is known."""
        email = details_of(self.viewer).email
        return [email] if email else []

    @cached_property
    def offers(self) -> list[OfferRow]:
        if self.course is None:
            return []
        return offers_for(self.course.qualification.identifier, self.course.cohort.id)

    @cached_property
    def offer(self) -> OfferRow | None:
        """The offer of the provider chosen, while it can still be chosen."""
        return next((o for o in self.offers if o.lead_provider_id == self.answers.lead_provider), None)

    @cached_property
    def school(self) -> SchoolFacts | None:
        """The workplace chosen, as the register has it today."""
        if not asks_workplace(self.answers) or self.answers.workplace_urn is None:
            return None
        return school_as_it_stood(self.answers.workplace_urn, london_day(self.at))

    @cached_property
    def funding(self) -> Answer | None:
        """What the decision would be today; None while too little is known."""
        try:
            return funding_preview(self.answers, self._person, self.at)
        except Refusal:
            # The workplace closed since it was chosen: its own question says so.
            return None

    @property
    def outcome(self) -> Outcome | None:
        return self.funding.outcome if self.funding else None

    @property
    def _person(self) -> UUID:
        assert self.viewer.person_id is not None
        return self.viewer.person_id

"""The demonstration world: invented people at every stage, played through real operations, dated from the clock."""

from datetime import datetime, timedelta
from uuid import UUID

from npq.config.publishing import publish
from npq.demo import cast
from npq.demo.cast import MERIDIAN, NORTHLIGHT, PROVIDERS, WILLOWBANK, Persona, Provider, id_of
from npq.demo.cohorts import Cohorts, publish_cohorts
from npq.demo.places import Places, import_places
from npq.demo.plays import (
    NPQEL,
    all_answers,
    answers_at,
    arrive,
    join,
    register,
    sponsor_approves,
    sponsor_declines,
)
from npq.demo.study import study
from npq.domain.catalogue.operations import publish_delivery_partnership, publish_offer
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.learning.operations.studying import open_study
from npq.domain.organisations.operations import publish_delivery_partner, publish_lead_provider
from npq.domain.registration.kinds import ProviderReason
from npq.domain.registration.models import Registration
from npq.domain.registration.operations.drafts import Json, save_answers, start_change, start_draft
from npq.domain.registration.operations.registrations import change_registration, withdraw_registration
from npq.domain.registration.operations.sponsor_reminders import expire_approvals
from npq.domain.registration.rules.answers import NOTICE_VERSION
from npq.kernel.viewer import Viewer

BY = Viewer.system("demonstration")


def build(*, at: datetime) -> None:
    """Fills an empty database. `at` is now; everything lies before it."""
    world = World(at)
    world.publish()
    world.bring_staff()
    world.play_cohort_under_way()
    world.play_open_cohort()


class World:
    """What the plays share: the moment it is built, its places, cohorts and staff."""

    places: Places
    cohorts: Cohorts

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.staff: dict[Provider, Viewer] = {}

    def ago(self, **span: float) -> datetime:
        return self.at - timedelta(**span)

    def publish(self) -> None:
        long_ago = self.ago(days=400)
        self.places = import_places(by=BY, at=long_ago)
        publish(at=long_ago)
        self.cohorts = publish_cohorts(by=BY, at=self.at)
        for provider in PROVIDERS:
            self._publish_provider(provider, long_ago)

    def _publish_provider(self, provider: Provider, at: datetime) -> None:
        publish_lead_provider(by=BY, at=at, lead_provider_id=provider.id, name=provider.name, invented=True)
        for name, region in provider.partners:
            publish_delivery_partner(
                by=BY, at=at, delivery_partner_id=id_of(name), name=name, region=region, invented=True
            )
        for cohort in (self.cohorts.under_way, self.cohorts.open, self.cohorts.to_come):
            publish_offer(
                by=BY,
                at=at,
                qualification=NPQEL,
                cohort=cohort,
                lead_provider_id=provider.id,
                needs_approval=provider.needs_approval,
                decides_within_days=provider.decides_within_days,
            )
            for name, _ in provider.partners:
                publish_delivery_partnership(
                    by=BY, at=at, cohort=cohort, lead_provider_id=provider.id, delivery_partner_id=id_of(name)
                )

    def bring_staff(self) -> None:
        for persona in cast.STAFF:
            assert persona.provider is not None
            self.staff[persona.provider] = join(persona, self.ago(days=390))
        for persona in cast.OFFICIALS:
            join(persona, self.ago(days=390))

    def play_cohort_under_way(self) -> None:
        """People who were accepted some months ago, each from another school."""
        for number, persona in enumerate(cast.STUDENTS):
            began = self.ago(days=300 - 7 * number)
            registration = self._registers(persona, began, self.cohorts.under_way, NORTHLIGHT, number)
            sponsor_approves(registration, began + timedelta(days=2))
            self._accepts(NORTHLIGHT, registration, began + timedelta(days=6))
            self._studies(registration, persona, began + timedelta(days=7))

    def _studies(self, registration: UUID, persona: Persona, at: datetime) -> None:
        """Opens the course, and studies as far as this one has come: units, since when, and how often."""
        study_id = open_study(by=BY, at=at, registration_id=registration)
        assert study_id is not None
        far = {
            "Ana": (12.0, self.ago(days=170), timedelta(days=14)),
            "Bram": (2.5, self.ago(days=40), timedelta(days=18)),
            "Cleo": (1.6, self.ago(days=75), timedelta(days=9)),
            "Dov": (0.4, self.ago(days=1, hours=3), timedelta(days=7)),
        }.get(persona.name.split()[0])
        if far is not None:
            units, began, every = far
            person = Registration.objects.values_list("person", flat=True).get(id=registration)
            study(Viewer.person(person), study_id, units=units, began=began, every=every)

    def play_open_cohort(self) -> None:
        """One person at every stage on the way to a place."""
        arrive(cast.NADIA, self.ago(days=1))
        self._half_way()
        self._registers(cast.WENDY, self.ago(days=3), self.cohorts.open, NORTHLIGHT, 6)
        sponsor_declines(
            self._registers(cast.DEREK, self.ago(days=9), self.cohorts.open, NORTHLIGHT, 7), self.ago(days=5)
        )
        sponsor_approves(
            self._registers(cast.APRIL, self.ago(days=8), self.cohorts.open, NORTHLIGHT, 8), self.ago(days=4)
        )
        self._registers(cast.GETHIN, self.ago(days=6), self.cohorts.open, MERIDIAN, 9)
        self._placed_and_refused()
        self._withdrawn_and_moved()
        self._not_simply_funded()
        self._sponsor_too_late()

    def _half_way(self) -> None:
        viewer = arrive(cast.HAL, self.ago(days=2))
        draft = start_draft(by=viewer, at=self.ago(days=2), qualification=NPQEL)
        for question, answers in (
            ("england", {"works_in_england": True}),
            ("setting", {"setting": "an_academy_trust"}),
            ("workplace", answers_at(self.places.funded[10])),
        ):
            save_answers(
                by=viewer, at=self.ago(days=2), draft_id=draft, question=question, answers=answers, seen=0
            )

    def _placed_and_refused(self) -> None:
        placed = self._registers(cast.PLACIDA, self.ago(days=20), self.cohorts.open, NORTHLIGHT, 11)
        sponsor_approves(placed, self.ago(days=17))
        self._accepts(NORTHLIGHT, placed, self.ago(days=12))
        refused = self._registers(cast.RORY, self.ago(days=15), self.cohorts.open, NORTHLIGHT, 12)
        reject_registration(
            by=self.staff[NORTHLIGHT],
            at=self.ago(days=10),
            registration_id=refused,
            reason=ProviderReason.ROLE_NOT_SUITABLE,
            note="You do not lead more than one school yet. Headship may suit you better this year.",
        )

    def _withdrawn_and_moved(self) -> None:
        viewer = arrive(cast.WILL, self.ago(days=14))
        answers = all_answers(cast.WILL, self.places.funded[13], self.cohorts.open, WILLOWBANK)
        registration = register(viewer, answers, self.ago(days=14))
        withdraw_registration(by=viewer, at=self.ago(days=11), registration_id=registration)
        viewer = arrive(cast.MOVA, self.ago(days=13))
        answers = all_answers(cast.MOVA, self.places.funded[14], self.cohorts.open, WILLOWBANK)
        registration = register(viewer, answers, self.ago(days=13))
        moved = self.ago(days=7)
        draft = start_change(by=viewer, at=moved, registration_id=registration)
        answer: dict[str, Json] = {"lead_provider": str(NORTHLIGHT.id), "notice_version": NOTICE_VERSION}
        save_answers(by=viewer, at=moved, draft_id=draft, question="provider", answers=answer, seen=0)
        change_registration(by=viewer, at=moved, draft_id=draft)

    def _not_simply_funded(self) -> None:
        viewer = arrive(cast.IONA, self.ago(days=5))
        answers = all_answers(cast.IONA, self.places.independent, self.cohorts.open, NORTHLIGHT)
        register(viewer, answers, self.ago(days=5))
        viewer = arrive(cast.UMA, self.ago(days=2))
        answers = all_answers(cast.UMA, 0, self.cohorts.open, NORTHLIGHT)
        unlisted: dict[str, Json] = {
            "workplace_urn": None,
            "workplace_not_listed": True,
            "employer_name": "Newly Opened Free School, Larkham",
            "employment_role": "Executive headteacher",
        }
        register(viewer, answers | unlisted, self.ago(days=2))

    def _sponsor_too_late(self) -> None:
        self._registers(cast.LATE, self.ago(days=35), self.cohorts.open, NORTHLIGHT, 15)
        expire_approvals(by=BY, at=self.ago(days=6))

    def _registers(
        self, persona: Persona, at: datetime, cohort: str, provider: Provider, school: int
    ) -> UUID:
        viewer = arrive(persona, at)
        return register(viewer, all_answers(persona, self.places.funded[school], cohort, provider), at)

    def _accepts(self, provider: Provider, registration: UUID, at: datetime) -> None:
        accept_registration(by=self.staff[provider], at=at, registration_id=registration)

"""The demonstration world: invented people at every stage, played through real operations, dated from the clock."""

from datetime import datetime, timedelta
from uuid import UUID

from npq.config.assessments import publish_all
from npq.config.publishing import publish
from npq.demo import cast
from npq.demo.access import arrange_access
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
from npq.demo.study import plan_ahead, share_with_coach, study
from npq.demo.windows import hold_windows
from npq.domain.catalogue.operations import publish_delivery_partnership, publish_offer
from npq.domain.enrolment.kinds import DeferralReason
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.enrolment.operations.training import defer_enrolment
from npq.domain.learning.operations.messages import send_message
from npq.domain.learning.operations.studying import open_study
from npq.domain.learning.queries.messages import addressees
from npq.domain.learning.queries.provider import ProgressFilters, groups_studying
from npq.domain.organisations.operations import publish_delivery_partner, publish_lead_provider
from npq.domain.registration.kinds import ProviderReason
from npq.domain.registration.models import Registration
from npq.domain.registration.operations.drafts import Json, save_answers, start_change, start_draft
from npq.domain.registration.operations.registrations import change_registration, withdraw_registration
from npq.domain.registration.operations.sponsor_reminders import expire_approvals
from npq.domain.registration.rules.answers import NOTICE_VERSION
from npq.kernel.clock import london_day
from npq.kernel.viewer import Viewer

BY = Viewer.system("demonstration")

OTHERS_WORK_AT = range(5, 16)
"""Which of the schools are those of people in the open cohort."""


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
        publish_all(by=BY, at=long_ago)
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
            # The first of a provider does what is played there.
            self.staff.setdefault(persona.provider, join(persona, self.ago(days=390)))
        for persona in cast.OFFICIALS:
            join(persona, self.ago(days=390))

    def play_cohort_under_way(self) -> None:
        """People who were accepted some months ago, each from another school."""
        for number, persona in enumerate((*cast.STUDENTS, *cast.QUIET)):
            began = self.ago(days=300 - 7 * (number % len(cast.STUDENTS)))
            school = number if number < OTHERS_WORK_AT[0] else number + len(OTHERS_WORK_AT)
            registration = self._registers(persona, began, self.cohorts.under_way, NORTHLIGHT, school)
            sponsor_approves(registration, began + timedelta(days=2))
            self._accepts(NORTHLIGHT, registration, began + timedelta(days=6))
            self._studies(registration, persona, began + timedelta(days=7))
        self._northlight_writes()
        arrange_access(self.staff[NORTHLIGHT], at=self.at)
        hold_windows(self.staff[NORTHLIGHT], NORTHLIGHT.id, cohort=self.cohorts.under_way, at=self.at)

    def _studies(self, registration: UUID, persona: Persona, at: datetime) -> None:
        """Opens the course, and studies as far as this one has come: units, since when, and how often."""
        study_id = open_study(by=BY, at=at, registration_id=registration)
        assert study_id is not None
        first = persona.name.split()[0]
        far = {
            "Ana": (12.0, self.ago(days=170), timedelta(days=14)),
            "Bram": (2.5, self.ago(days=40), timedelta(days=18)),
            "Cleo": (1.6, self.ago(days=75), timedelta(days=9)),
            "Dov": (0.4, self.ago(days=1, hours=3), timedelta(days=7)),
            "Fay": (0.8, self.ago(days=80), timedelta(days=7)),
            "Gus": (0.3, self.ago(days=120), timedelta(days=7)),
            "Ida": (1.2, self.ago(days=20), timedelta(days=13)),
        }.get(first)
        if persona in cast.QUIET:
            far = (0.5, self.ago(days=60), timedelta(days=7))
        if far is None:
            return
        units, began, every = far
        person = Registration.objects.values_list("person", flat=True).get(id=registration)
        viewer = Viewer.person(person)
        if first == "Ida":
            plan_ahead(viewer, study_id, began - timedelta(hours=1))
        study(viewer, study_id, units=units, began=began, every=every)
        if first == "Ida":
            share_with_coach(viewer, study_id, self.ago(days=4))
        elif first == "Fay":
            self._rests(viewer, registration, began=self.ago(days=40), back_in=42)
        elif first == "Gus":
            self._rests(viewer, registration, began=self.ago(days=100), back_in=-10)

    def _rests(self, viewer: Viewer, registration: UUID, *, began: datetime, back_in: int) -> None:
        """Takes a break that ends so many days from now."""
        defer_enrolment(
            by=viewer,
            at=began,
            registration_id=registration,
            reason=DeferralReason.OTHER,
            returns_on=london_day(self.at) + timedelta(days=back_in),
        )

    def _northlight_writes(self) -> None:
        """One message, to those in the second unit of the course alone."""
        priya, at = self.staff[NORTHLIGHT], self.ago(days=2)
        second = list(groups_studying(priya).units)[1]
        filters = ProgressFilters(unit=second)
        send_message(
            by=priya,
            at=at,
            message_id=id_of("message about the second unit"),
            lead_provider_id=NORTHLIGHT.id,
            filters=filters,
            seen=addressees(priya, NORTHLIGHT.id, filters, at).digest,
            subject="An hour together on the second unit",
            body="Some of you are in the second unit. We talk about it online on Thursday at 4pm. Bring what you wrote "
            "for yourself, or nothing at all.",
            reach="Priya Northlight, priya@northlight.example",
        )

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

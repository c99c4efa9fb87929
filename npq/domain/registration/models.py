from uuid import uuid4

import pgtrigger
from django.db import models

from npq.domain.catalogue.models import Cohort, Qualification
from npq.domain.funding.models import Decision
from npq.domain.organisations.models import LeadProvider, School
from npq.domain.people.models import Person
from npq.domain.registration.kinds import (
    APPROVAL,
    REGISTRATION,
    ApprovalStatus,
    FundingChoice,
    Nursery,
    ProviderReason,
    RejectionReason,
    SponsorRole,
    Status,
    Strength,
)
from npq.kernel.privacy import Basis, Kept, Personal

LIVE = models.Q(status__in=[Status.PENDING.value, Status.ACCEPTED.value])


class Draft(models.Model):
    """Answers on the way to a registration. It survives the browser, and another device picks it up."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # {field: value}, as in rules.answers.Answers. What is no longer asked is kept, in case it is again.
    answers = models.JSONField(default=dict)
    # {question: how often it was answered}: lets two tabs notice each other.
    revisions = models.JSONField(default=dict)
    # The pending registration that this draft would change; none while it is for a new one.
    changes = models.OneToOneField("Registration", null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    personal = {
        "answers": Personal("to register without typing anything twice", Basis.PUBLIC_TASK, Kept.DRAFT)
    }
    impersonal = {"revisions"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(changes__isnull=True),
                name="one_draft_of_a_new_registration",
            ),
        ]

    @property
    def version(self) -> int:
        """Grows with every answer that is changed."""
        return sum(self.revisions.values())


class Registration(models.Model):
    """A participant's request for a place with one lead provider. Its id is the application id providers know."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    lead_provider = models.ForeignKey(LeadProvider, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in Status], default=REGISTRATION.initial.value
    )
    submitted_at = models.DateTimeField()
    # When the status last moved, and the last change a provider should notice.
    status_changed_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    rejection_reason = models.CharField(
        max_length=60, choices=[(r.value, r.value) for r in RejectionReason], null=True
    )
    provider_reason = models.CharField(
        max_length=30, choices=[(r.value, r.value) for r in ProviderReason], null=True
    )
    provider_note = models.TextField(max_length=2000, blank=True)
    # The draft it was made from: sending the same draft twice makes one registration.
    draft = models.UUIDField(null=True, unique=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    # False for registrations carried over from elsewhere, which may repeat themselves.
    made_here = models.BooleanField(default=True)

    works_in_england = models.BooleanField()
    setting = models.CharField(max_length=40, blank=True)
    nursery = models.CharField(max_length=40, choices=[(n.value, n.value) for n in Nursery], blank=True)
    workplace = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="+")
    # They work at a school that the register lacks; employer_name says which.
    workplace_not_listed = models.BooleanField(default=False)
    employment = models.CharField(max_length=60, blank=True)
    employer_name = models.CharField(max_length=120, blank=True)
    employment_role = models.CharField(max_length=120, blank=True)
    funding_choice = models.CharField(
        max_length=10, choices=[(c.value, c.value) for c in FundingChoice], null=True
    )
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    notice_version = models.CharField(max_length=20)

    personal = {
        "provider_note": Personal("to tell the participant why", Basis.PUBLIC_TASK, Kept.WHILE_REGISTERED),
        "employer_name": Personal(
            "to decide funding and tell the provider", Basis.PUBLIC_TASK, Kept.WHILE_REGISTERED
        ),
        "employment_role": Personal(
            "to decide funding and tell the provider", Basis.PUBLIC_TASK, Kept.WHILE_REGISTERED
        ),
    }
    # Codes, of funding.facts.
    impersonal = {"setting", "employment", "notice_version"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "qualification", "cohort"],
                condition=LIVE & models.Q(made_here=True),
                name="one_live_registration",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[s.value for s in Status]), name="registration_status"
            ),
            models.CheckConstraint(
                condition=models.Q(status=Status.REJECTED.value) | models.Q(rejection_reason__isnull=True),
                name="only_rejected_has_a_reason",
            ),
        ]
        indexes = [
            # With what a provider's own systems narrow their lists by, so that a page is cut without looking at rows.
            models.Index(
                fields=["lead_provider", "submitted_at", "id"],
                include=["changed_at", "cohort", "person"],
                name="registration_provider_page",
            ),
            models.Index(fields=["lead_provider", "-changed_at", "id"], name="registration_provider_newest"),
            models.Index(fields=["person", "qualification", "cohort"], name="registration_person"),
        ]
        triggers = [
            pgtrigger.FSM(name="registration_moves", field="status", transitions=REGISTRATION.pairs),
        ]


class Approval(models.Model):
    """A sponsor is asked to stand behind a registration, and answers by a signed link."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="approvals")
    status = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in ApprovalStatus], default=APPROVAL.initial.value
    )
    sponsor_name = models.CharField(max_length=128)
    sponsor_email = models.EmailField(max_length=254)
    sponsor_role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in SponsorRole])
    strength = models.CharField(max_length=30, choices=[(s.value, s.value) for s in Strength])
    asked_at = models.DateTimeField()
    # Resending makes a new round: links of earlier rounds stop working.
    round = models.PositiveSmallIntegerField(default=1)
    round_began_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    remind_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    confirms_workplace = models.BooleanField(null=True)
    confirms_time = models.BooleanField(null=True)
    confirms_cover = models.BooleanField(null=True)
    recommended_provider = models.ForeignKey(
        LeadProvider, null=True, on_delete=models.PROTECT, related_name="+"
    )
    comment = models.TextField(max_length=2000, blank=True)

    personal = {
        "sponsor_name": Personal("to address the sponsor", Basis.PUBLIC_TASK, Kept.SPONSOR),
        "sponsor_email": Personal("to ask the sponsor", Basis.PUBLIC_TASK, Kept.SPONSOR),
        "comment": Personal("to tell the participant and the provider", Basis.PUBLIC_TASK, Kept.SPONSOR),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=~models.Q(status=ApprovalStatus.REPLACED.value),
                name="one_sponsor_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[s.value for s in ApprovalStatus]), name="approval_status"
            ),
        ]
        triggers = [pgtrigger.FSM(name="approval_moves", field="status", transitions=APPROVAL.pairs)]


class StoppedAddress(models.Model):
    """A digest of an address whose holder said "I don't know this person": nothing is sent there again."""

    digest = models.CharField(primary_key=True, max_length=64)
    stopped_at = models.DateTimeField()
    # By whose link it was stopped, so that the same link can undo it.
    approval = models.ForeignKey(Approval, null=True, on_delete=models.SET_NULL, related_name="+")

    personal = {
        "digest": Personal("to write there no more, as promised", Basis.PUBLIC_TASK, Kept.STOPPED_ADDRESS),
    }


class Interest(models.Model):
    """Somebody wants to hear when registration opens. Nothing is sent but a link to confirm, until they have.

    The row goes when they stop it, and when they do not confirm in time.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    # In small letters, so that one address has one row.
    email = models.EmailField(max_length=254)
    # When it was asked last; the link to confirm runs from then.
    asked_at = models.DateTimeField()
    links_sent = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)

    personal = {"email": Personal("to say when registration opens", Basis.CONSENT, Kept.INTEREST)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["qualification", "email"], name="one_interest_an_address")
        ]
        indexes = [models.Index(fields=["confirmed_at", "asked_at"], name="interest_waiting")]


class InterestTold(models.Model):
    """A letter about a cohort was queued for somebody interested: each cohort once."""

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="told")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interest", "cohort"], name="told_of_a_cohort_once")]

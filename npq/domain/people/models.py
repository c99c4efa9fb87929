from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models.functions import Lower

from npq.domain.organisations.models import DeliveryPartner, LeadProvider
from npq.domain.people.kinds import DOUBT, EMAIL_CHANGE, DoubtStatus, EmailChangeStatus
from npq.kernel.privacy import Basis, Kept, Personal
from npq.kernel.viewer import RoleKind

# Migrations keep plain text, so that a code may be dropped from an enum one day.
ASKED = DOUBT.initial.value
OPEN = EMAIL_CHANGE.initial.value


class Person(models.Model):
    """A participant or a member of staff. The id is the participant id that providers know, and never changes."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    full_name = models.CharField(max_length=128, blank=True)
    email = models.EmailField(max_length=254, null=True)
    date_of_birth = models.DateField(null=True)
    # Seven digits, or blank while unknown; never a reason to stop anyone.
    teacher_reference_number = models.CharField(max_length=7, blank=True)
    trn_verified = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    # Moves when something a provider was told about this person changes: name, e-mail, teacher reference number.
    significantly_updated_at = models.DateTimeField()
    redacted_at = models.DateTimeField(null=True)

    personal = {
        "full_name": Personal("to say who the participant is", Basis.PUBLIC_TASK, Kept.WHILE_REGISTERED),
        "email": Personal("to sign in and to be told what happens", Basis.PUBLIC_TASK, Kept.WHILE_REGISTERED),
        "date_of_birth": Personal("to match the teacher record", Basis.PUBLIC_TASK, Kept.WHILE_REGISTERED),
        "teacher_reference_number": Personal(
            "to match the teacher record", Basis.PUBLIC_TASK, Kept.WHILE_REGISTERED
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], name="one_person_an_email"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_in_lower_case"),
            models.CheckConstraint(
                condition=models.Q(trn_verified=False) | ~models.Q(teacher_reference_number=""),
                name="verified_trn_is_present",
            ),
            models.CheckConstraint(
                condition=models.Q(teacher_reference_number="")
                | models.Q(teacher_reference_number__regex=r"^[0-9]{7}$"),
                name="trn_is_seven_digits",
            ),
        ]
        # For providers' systems, which ask what has changed since they last looked.
        indexes = [
            models.Index(fields=["significantly_updated_at"], include=["id"], name="person_significant")
        ]


class Identity(models.Model):
    """One way a person signs in: who vouches, and for which subject. A closed one opens nothing any more."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    # The sign-in account whose sessions this identity opens: rules.account_id_for(issuer, subject).
    account_id = models.UUIDField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    personal = {
        "subject": Personal("to recognise a sign-in", Basis.PUBLIC_TASK, Kept.SIGN_IN),
    }
    impersonal = {"issuer"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_identity",
            ),
            models.UniqueConstraint(
                fields=["account_id"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_identity_an_account",
            ),
        ]
        indexes = [models.Index(fields=["account_id"], name="identity_account")]


class Doubt(models.Model):
    """Somebody came in by an address that may have changed hands, and is asked whether they are still this person.

    Wrong answers are counted here, for every session together, until a right one settles it.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=[(s.value, s.value) for s in DoubtStatus], default=ASKED)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(status=ASKED), name="one_open_doubt"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[s.value for s in DoubtStatus]), name="doubt_status"
            ),
            models.CheckConstraint(
                condition=models.Q(status=ASKED, settled_at__isnull=True)
                | ~models.Q(status=ASKED) & models.Q(settled_at__isnull=False),
                name="doubt_settled_when_answered",
            ),
        ]
        triggers = [pgtrigger.FSM(name="doubt_moves", field="status", transitions=DOUBT.pairs)]


class RoleHeld(models.Model):
    """A person acts for an organisation, or for the department, from one day until another."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in RoleKind])
    lead_provider = models.ForeignKey(LeadProvider, null=True, on_delete=models.PROTECT, related_name="+")
    delivery_partner = models.ForeignKey(
        DeliveryPartner, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind=RoleKind.LEAD_PROVIDER.value,
                    lead_provider__isnull=False,
                    delivery_partner__isnull=True,
                )
                | models.Q(
                    kind=RoleKind.DELIVERY_PARTNER.value,
                    lead_provider__isnull=True,
                    delivery_partner__isnull=False,
                )
                | models.Q(
                    kind=RoleKind.DEPARTMENT.value, lead_provider__isnull=True, delivery_partner__isnull=True
                ),
                name="role_names_its_organisation",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "lead_provider", "delivery_partner"],
                condition=models.Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="one_open_role",
            ),
        ]


class EmailChange(models.Model):
    """A wish to use another address: done when a code sent to the old and one sent to the new have both come back.

    The codes are kept nowhere: kernel.signed_links makes them anew from this row's id and the service's key.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    old_email = models.EmailField(max_length=254)
    new_email = models.EmailField(max_length=254)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    status = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in EmailChangeStatus], default=OPEN
    )
    settled_at = models.DateTimeField(null=True)

    personal = {
        "old_email": Personal("to tell both ends of a change of address", Basis.PUBLIC_TASK, Kept.SIGN_IN),
        "new_email": Personal("to change how a person is reached", Basis.PUBLIC_TASK, Kept.SIGN_IN),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(status=OPEN),
                name="one_open_email_change",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[s.value for s in EmailChangeStatus]),
                name="email_change_status",
            ),
            models.CheckConstraint(
                condition=models.Q(status=OPEN, settled_at__isnull=True)
                | ~models.Q(status=OPEN) & models.Q(settled_at__isnull=False),
                name="email_change_settled_when_over",
            ),
        ]
        indexes = [models.Index(fields=["person", "asked_at"], name="email_change_person")]
        triggers = [pgtrigger.FSM(name="email_change_moves", field="status", transitions=EMAIL_CHANGE.pairs)]

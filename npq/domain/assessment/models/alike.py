from enum import StrEnum
from uuid import uuid4

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Greatest, Least

from npq.domain.assessment.kinds import (
    LOOK,
    MOST_NAME_CHARACTERS,
    AsideReason,
    LookState,
    Origin,
    Outcome,
    ReleaseReason,
    SourceKind,
    TalkQuestion,
)
from npq.domain.assessment.models.windows import Window
from npq.domain.assessment.models.writing import SealedScript
from npq.domain.catalogue.models import Qualification
from npq.domain.organisations.models import LeadProvider
from npq.domain.people.models import Person
from npq.kernel.privacy import Basis, Kept, Personal


def _compared(purpose: str, kept: Kept = Kept.SCRIPT) -> Personal:
    return Personal(purpose, Basis.PUBLIC_TASK, kept)


def _talk(purpose: str) -> Personal:
    return _compared(purpose, Kept.CONVERSATION)


def _never_changed(name: str) -> list[pgtrigger.Trigger]:
    """Rows that stay as they were written until their time is over, when they are deleted."""
    return [pgtrigger.Protect(name=f"{name}_never_changed", operation=pgtrigger.Update)]


def _codes(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class CaseSalt(models.Model):
    """What makes the numbers of a case family's texts comparable with each other, and with nothing else.

    Once it is destroyed, what was numbered with it can be compared with nothing any more, and no other takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    # Who sets the family; None is the department.
    set_by = models.ForeignKey(LeadProvider, null=True, on_delete=models.PROTECT, related_name="+")
    family = models.CharField(max_length=60)
    salt = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True)

    impersonal = {"family", "salt"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["qualification", "set_by", "family"],
                nulls_distinct=False,
                name="one_salt_a_case_family",
            ),
            models.CheckConstraint(
                condition=models.Q(salt__isnull=False, forgotten_at__isnull=True)
                | models.Q(salt__isnull=True, forgotten_at__isnull=False),
                name="a_salt_is_there_until_it_is_forgotten",
            ),
        ]


class ScriptFingerprint(models.Model):
    """A sealed script as it is compared: a number for each word that begins a shingle (rules.shingles)."""

    script = models.OneToOneField(
        SealedScript, primary_key=True, on_delete=models.PROTECT, related_name="fingerprint"
    )
    salt = models.ForeignKey(CaseSalt, on_delete=models.PROTECT, related_name="fingerprints")
    numbers = ArrayField(models.BigIntegerField())
    words = models.PositiveIntegerField()
    quoted = models.PositiveIntegerField()

    personal = {
        "numbers": _compared("to find passages that a response shares with others on the same case"),
    }

    class Meta:
        triggers = _never_changed("script_fingerprint")


class GivenSource(models.Model):
    """A text that responses on a case family are compared with. Of what it says only numbers are kept."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    salt = models.ForeignKey(CaseSalt, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=16, choices=_codes(SourceKind))
    title = models.CharField(max_length=200)
    # None once the family is forgotten.
    numbers = ArrayField(models.BigIntegerField(), null=True)
    words = models.PositiveIntegerField()
    # What it is known by, with the family's salt: the same text is given once.
    digest = models.CharField(max_length=64)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    impersonal = {"title", "numbers", "digest"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["salt", "digest"], name="a_source_is_given_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in SourceKind]), name="given_source_kind"
            ),
        ]


class WindowComparison(models.Model):
    """How far the comparison of a window's scripts is. Due while more are sealed than were compared."""

    window = models.OneToOneField(
        Window, primary_key=True, on_delete=models.PROTECT, related_name="comparison"
    )
    # When it was last compared, and how many scripts; None again where there is something new to compare with.
    compared_at = models.DateTimeField(null=True)
    scripts = models.PositiveIntegerField(default=0)
    # The line (rules.alike.Line) from which on two texts were shown then.
    line_shingles = models.PositiveSmallIntegerField()
    line_run = models.PositiveSmallIntegerField()
    # How many scripts have passages that too many have to be compared by them, and where a few of them are:
    # [script, from word, before word].
    widespread = models.PositiveIntegerField(default=0)
    widespread_at = models.JSONField(default=list)

    impersonal = {"widespread_at"}


class Likeness(models.Model):
    """Passages that a script of a window shares with another script or a source: where they stand in both.

    It says what is the same, and nothing of why.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(SealedScript, on_delete=models.PROTECT, related_name="likenesses")
    # One of the two.
    second = models.ForeignKey(SealedScript, null=True, on_delete=models.PROTECT, related_name="also_alike")
    source = models.ForeignKey(GivenSource, null=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=8, choices=_codes(Origin))
    shared = models.PositiveIntegerField()
    containment = models.FloatField()
    longest = models.PositiveIntegerField()
    # For each passage [from, before, from, before, words]: words of the first text, then of the second.
    passages = models.JSONField()
    found_at = models.DateTimeField()

    personal = {"passages": _compared("to show somebody what a response shares with another text")}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(origin=Origin.SOURCE.value, second__isnull=True, source__isnull=False)
                | (
                    models.Q(origin__in=[Origin.WINDOW.value, Origin.EARLIER.value])
                    & models.Q(second__isnull=False, source__isnull=True)
                ),
                name="alike_with_a_script_or_a_source",
            ),
            models.UniqueConstraint(
                Least("first", "second"),
                Greatest("first", "second"),
                condition=models.Q(second__isnull=False),
                name="two_scripts_are_alike_once",
            ),
            models.UniqueConstraint(fields=["first", "source"], name="a_script_and_a_source_are_alike_once"),
            models.CheckConstraint(
                condition=models.Q(containment__gt=0, containment__lte=1), name="containment_is_a_share"
            ),
        ]
        triggers = _never_changed("likeness")


class Look(models.Model):
    """A script that a person looks at because it shares passages, and what people make of it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    script = models.OneToOneField(SealedScript, on_delete=models.PROTECT, related_name="look")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=_codes(LookState), default=LOOK.initial.value)
    opened_at = models.DateTimeField()
    state_changed_at = models.DateTimeField()
    # Who set it aside, and why.
    aside_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    aside_reason = models.CharField(max_length=16, choices=_codes(AsideReason), null=True)
    aside_text = models.TextField(blank=True)
    held_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField(null=True)
    # The last day for the conversation, and when and where it is.
    talk_by = models.DateField(null=True)
    talk_at = models.DateTimeField(null=True)
    talk_where = models.TextField(blank=True)
    # What the writer wants to be known before it.
    before_talk = models.TextField(blank=True)
    before_talk_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    release_reason = models.CharField(max_length=24, choices=_codes(ReleaseReason), null=True)

    personal = {
        "aside_text": _compared("to know why nothing was made of what two responses share"),
        "talk_where": _talk("to have a conversation about a response"),
        "before_talk": _talk("to know what somebody wants to say about their response"),
    }
    impersonal = {"talk_by"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in LookState]), name="look_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=LookState.SET_ASIDE.value)
                | models.Q(aside_by__isnull=False, aside_reason__isnull=False),
                name="set_aside_by_a_person_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[LookState.TO_LOOK_AT.value, LookState.SET_ASIDE.value])
                | models.Q(held_by__isnull=False, held_at__isnull=False, talk_by__isnull=False),
                name="held_by_a_person_with_a_day_for_the_talk",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=LookState.CONFIRMED.value) | models.Q(confirmed_by__isnull=False),
                name="confirmed_by_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(state=LookState.RELEASED.value, released_by__isnull=False)
                & models.Q(released_at__isnull=False, release_reason__isnull=False)
                | ~models.Q(state=LookState.RELEASED.value)
                & models.Q(released_by__isnull=True, released_at__isnull=True, release_reason__isnull=True),
                name="released_by_a_person_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["window", "state"], name="look_in_window")]
        triggers = [pgtrigger.FSM(name="look_moves", field="state", transitions=LOOK.pairs)]


class Conversation(models.Model):
    """What was said about a script that is held, by one member of staff; the newest counts, and another confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    look = models.ForeignKey(Look, on_delete=models.PROTECT, related_name="conversations")
    held_on = models.DateField()
    # The provider's two who were there, by name.
    present_first = models.CharField(max_length=MOST_NAME_CHARACTERS)
    present_second = models.CharField(max_length=MOST_NAME_CHARACTERS)
    asked = ArrayField(models.CharField(max_length=16, choices=_codes(TalkQuestion)))
    asked_besides = models.TextField(blank=True)
    said = models.TextField()
    outcome = models.CharField(max_length=16, choices=_codes(Outcome))
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    personal = {
        "held_on": _talk("to know when somebody was heard"),
        "present_first": _talk("to know who heard somebody"),
        "present_second": _talk("to know who heard somebody"),
        "asked_besides": _talk("to know what somebody was asked about their response"),
        "said": _talk("to know what somebody said about their response"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[o.value for o in Outcome]), name="conversation_outcome"
            ),
            models.CheckConstraint(
                condition=models.Q(asked__contained_by=[q.value for q in TalkQuestion]),
                name="conversation_questions",
            ),
        ]
        indexes = [models.Index(fields=["look", "-recorded_at"], name="conversation_newest")]
        triggers = _never_changed("conversation")

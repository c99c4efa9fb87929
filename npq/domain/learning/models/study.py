from uuid import uuid4

from django.db import models

from npq.domain.enrolment.models import Enrolment
from npq.domain.learning.kinds import HowSure, Moment
from npq.domain.learning.models.courses import CourseVersion
from npq.domain.people.models import Person


class Study(models.Model):
    """Somebody's study in a place they have: the version of the course it is pinned to, and how far they are in it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    # Minutes of the pinned version, and those of them that are studied: kept here, so that a list adds nothing up.
    minutes = models.PositiveIntegerField()
    minutes_done = models.PositiveIntegerField(default=0)
    # The page last studied, and when; None until there is one. The page alone is None again where a later version has
    # neither it nor any before it.
    last_page = models.CharField(max_length=60, null=True)
    last_at = models.DateTimeField(null=True)
    # When enough of it was done. It stays, whatever a later version asks for.
    enough_at = models.DateTimeField(null=True)

    impersonal = {"last_page"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes_done__lte=models.F("minutes")),
                name="no_more_studied_than_there_is",
            ),
            models.CheckConstraint(
                condition=models.Q(last_page__isnull=True) | models.Q(last_at__isnull=False),
                name="a_last_page_and_when",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="study_person")]


class PageDone(models.Model):
    """A page was studied, in the version of that day. Nothing makes it undone."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=60)
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    impersonal = {"page"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "page"], name="a_page_is_done_once")]


class UnitDone(models.Model):
    """All pages of a unit were studied, in the version of that day. Pages that it gets later do not open it again."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=60)
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    impersonal = {"unit"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "unit"], name="a_unit_is_done_once")]


class DecisionMade(models.Model):
    """What somebody decided in a case. It stands; what the others would have brought can be read from then on."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=60)
    choice = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    impersonal = {"decision", "choice"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "decision"], name="a_decision_is_made_once")]


class CheckAnswer(models.Model):
    """One try at one question of a check: what was chosen, as numbers of answers, or the number that was given."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=60)
    question = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    given = models.JSONField()
    right = models.BooleanField()
    answered_at = models.DateTimeField()

    impersonal = {"page", "question", "given"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "question", "number"], name="a_question_is_tried_in_order"
            )
        ]


class Confidence(models.Model):
    """How sure somebody was of what a check asks, before and after it."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=60)
    moment = models.CharField(max_length=6, choices=[(m.value, m.value) for m in Moment])
    how_sure = models.CharField(max_length=12, choices=[(h.value, h.value) for h in HowSure])
    said_at = models.DateTimeField()

    impersonal = {"page"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "page", "moment"], name="sure_is_said_once_a_moment"),
            models.CheckConstraint(
                condition=models.Q(moment__in=[m.value for m in Moment]), name="confidence_moment"
            ),
            models.CheckConstraint(
                condition=models.Q(how_sure__in=[h.value for h in HowSure]), name="confidence_how_sure"
            ),
        ]

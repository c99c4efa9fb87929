from django.db import models

from npq.kernel.append_only import append_only


class Entry(models.Model):
    """One line of the journal. The database refuses to change or remove it."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=20)
    by_person_id = models.UUIDField(null=True)
    by_reference = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)

    # Ids, codes and facts about workplaces: npq.kernel.journal says what may stand here.
    impersonal = {"by_kind", "by_reference", "kind", "subject_kind", "subject_id", "facts"}

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "id"], name="journal_subject")]
        triggers = append_only("journal")


class ClockSetting(models.Model):
    """How far the clock of a test or a demonstration stands from the real one. One row at most."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    offset = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_clock")]

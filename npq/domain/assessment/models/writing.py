from uuid import uuid4

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from npq.domain.assessment.kinds import Colours, Face, HandedIn, Spacing, Tool
from npq.domain.assessment.models.windows import CANDIDATE_NUMBER, Sitting, Window
from npq.domain.people.models import Person
from npq.kernel.privacy import Basis, Kept, Personal

TOOLS = [(tool.value, tool.value) for tool in Tool]
SMALLEST, LARGEST = 80, 250


def _response(purpose: str) -> Personal:
    return Personal(purpose, Basis.PUBLIC_TASK, Kept.SCRIPT)


def _never_changed(name: str) -> list[pgtrigger.Trigger]:
    """Rows that stay as they were written until their time is over, when they are deleted."""
    return [pgtrigger.Protect(name=f"{name}_never_changed", operation=pgtrigger.Update)]


class Script(models.Model):
    """What somebody writes in one sitting, as it stands: the newest of its revisions that is no branch, the head."""

    sitting = models.OneToOneField(Sitting, primary_key=True, on_delete=models.PROTECT, related_name="script")
    # The head's number, 0 while nothing is written; and the highest there is, branches included.
    head = models.PositiveIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)
    # What the head says, as [question, text] in the order of the questions, so that saving reads one row.
    content = models.JSONField()
    # The hash of it, and the link of the chain; see rules.revisions.
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    words = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    # Chosen by the writer: what there is goes in at the deadline. What they state about it is said then and there.
    send_at_deadline = models.BooleanField(default=False)
    tools = ArrayField(models.CharField(max_length=20, choices=TOOLS), default=list)
    tools_text = models.TextField(blank=True)
    stated_at = models.DateTimeField(null=True)

    personal = {
        "content": _response("to assess what somebody wrote"),
        "tools": _response("to know how a response was written, as its writer says"),
        "tools_text": _response("to know how a response was written, as its writer says"),
    }
    impersonal = {"digest", "chain"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(head__lte=models.F("last")), name="the_head_is_a_revision"
            ),
            models.CheckConstraint(
                condition=models.Q(send_at_deadline=False) | models.Q(stated_at__isnull=False),
                name="what_is_sent_at_the_deadline_was_stated_as_own",
            ),
            models.CheckConstraint(
                condition=models.Q(tools__contained_by=[t.value for t in Tool]), name="script_tools"
            ),
        ]


class Revision(models.Model):
    """What was written, once for every save: a change of its parent, or now and then the whole. It never changes.

    A branch (`side`) was written on something that was no longer the head, and is kept in full.
    """

    id = models.BigAutoField(primary_key=True)
    script = models.ForeignKey(Script, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    # 0 for the first.
    parent = models.PositiveIntegerField()
    # The branch that was chosen from, where two versions became one.
    other = models.PositiveIntegerField(null=True)
    side = models.BooleanField(default=False)
    delta = models.JSONField(null=True)
    full = models.JSONField(null=True)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    words = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    # When the device says it was typed, for what was typed in time and arrived late; None otherwise.
    typed_at = models.DateTimeField(null=True)
    # Brought by the device, so that a repeat is known as one.
    client_key = models.UUIDField()

    personal = {
        "delta": _response("to keep every version of what somebody wrote, so that none is lost"),
        "full": _response("to keep every version of what somebody wrote, so that none is lost"),
    }
    impersonal = {"digest", "chain"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["script", "number"], name="one_revision_a_number"),
            models.UniqueConstraint(fields=["script", "client_key"], name="one_revision_a_key"),
            models.CheckConstraint(
                condition=models.Q(delta__isnull=True, full__isnull=False)
                | models.Q(delta__isnull=False, full__isnull=True, side=False),
                name="a_change_or_the_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__lt=models.F("number")), name="a_parent_comes_before"
            ),
        ]
        indexes = [
            models.Index(fields=["script"], condition=models.Q(side=True), name="revision_branches"),
        ]
        triggers = _never_changed("revision")


class Submission(models.Model):
    """A response was handed in: which revision, when and how. It stands until withdrawn; its receipt stays."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    script = models.ForeignKey(Script, on_delete=models.PROTECT, related_name="submissions")
    receipt = models.CharField(max_length=9, unique=True)
    revision = models.PositiveIntegerField()
    how = models.CharField(max_length=12, choices=[(h.value, h.value) for h in HandedIn])
    # By the rule of which version (rules.words).
    words = models.PositiveIntegerField()
    words_excluded = models.PositiveIntegerField()
    word_limit = models.PositiveIntegerField()
    word_rule = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    # What it was that day, whatever moves it later.
    deadline_at = models.DateTimeField()
    stated_at = models.DateTimeField()
    tools = ArrayField(models.CharField(max_length=20, choices=TOOLS))
    tools_text = models.TextField(blank=True)
    # In how many places it may say who wrote it: kept knowingly by who handed it in, or as it was at the deadline.
    identifying_kept = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)

    personal = {
        "tools": _response("to know how a response was written, as its writer says"),
        "tools_text": _response("to know how a response was written, as its writer says"),
    }
    impersonal = {"receipt", "word_rule", "digest"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["script"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_submission_stands",
            ),
            models.CheckConstraint(
                condition=models.Q(how__in=[h.value for h in HandedIn]), name="submission_how"
            ),
            models.CheckConstraint(
                condition=models.Q(tools__contained_by=[t.value for t in Tool]), name="submission_tools"
            ),
        ]
        indexes = [models.Index(fields=["script", "submitted_at"], name="submission_of")]


class WordFile(models.Model):
    """A word processor's file as it came, and what was read of it. It counts once its text is confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    script = models.ForeignKey(Script, on_delete=models.PROTECT, related_name="files")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    # As [question, text], and what stands before the first question's heading.
    sections = models.JSONField()
    before = models.TextField(blank=True)
    uploaded_at = models.DateTimeField()
    # The revision that it became; None until it is confirmed.
    revision = models.PositiveIntegerField(null=True)

    personal = {
        "content": _response("to have the original of what somebody wrote elsewhere"),
        "sections": _response("to show somebody what was read of their file"),
        "before": _response("to show somebody what was read of their file"),
    }
    impersonal = {"sha256"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["script", "sha256"], name="a_word_file_is_kept_once"),
        ]


class SealedScript(models.Model):
    """A response as markers get it, by its candidate number. Who wrote it is known beside it alone.

    Markers' pages read `MarkedScript`, the view of it that has neither the way back to its writer nor any time.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="sealed")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="+")
    candidate_number = models.CharField(max_length=4)
    content = models.JSONField()
    words = models.PositiveIntegerField()
    words_excluded = models.PositiveIntegerField()
    word_limit = models.PositiveIntegerField()
    spelling_not_judged = models.BooleanField(default=False)
    sealed_at = models.DateTimeField()

    personal = {"content": _response("to assess what somebody wrote without knowing who did")}
    impersonal = {"candidate_number"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window", "candidate_number"], name="one_sealed_script_a_number"),
            models.CheckConstraint(
                condition=models.Q(candidate_number__regex=CANDIDATE_NUMBER),
                name="sealed_number_reads_plainly",
            ),
        ]
        triggers = _never_changed("sealed_script")


class MarkedScript(models.Model):
    """The database view `assessment_sealed_script`: all that marking may know of a response."""

    id = models.UUIDField(primary_key=True)
    window = models.ForeignKey(Window, on_delete=models.DO_NOTHING, related_name="+")
    case_id = models.UUIDField()
    candidate_number = models.CharField(max_length=4)
    content = models.JSONField()
    words = models.PositiveIntegerField()
    words_excluded = models.PositiveIntegerField()
    word_limit = models.PositiveIntegerField()
    spelling_not_judged = models.BooleanField()

    personal = {"content": _response("to assess what somebody wrote without knowing who did")}
    impersonal = {"candidate_number"}

    class Meta:
        managed = False
        db_table = "assessment_sealed_script"


class WritingDisplay(models.Model):
    """How somebody wants to see what they write: the effect, and never what it is for."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="+")
    face = models.CharField(max_length=8, choices=[(f.value, f.value) for f in Face])
    # In per cent.
    size = models.PositiveSmallIntegerField()
    spacing = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Spacing])
    colours = models.CharField(max_length=8, choices=[(c.value, c.value) for c in Colours])

    personal = {
        name: Personal("to show somebody their writing as they need it", Basis.PUBLIC_TASK, Kept.DISPLAY)
        for name in ("face", "size", "spacing", "colours")
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(face__in=[f.value for f in Face]), name="writing_face"),
            models.CheckConstraint(
                condition=models.Q(spacing__in=[s.value for s in Spacing]), name="writing_spacing"
            ),
            models.CheckConstraint(
                condition=models.Q(colours__in=[c.value for c in Colours]), name="writing_colours"
            ),
            models.CheckConstraint(
                condition=models.Q(size__gte=SMALLEST, size__lte=LARGEST), name="writing_size"
            ),
        ]

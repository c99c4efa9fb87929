from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from npq.domain.catalogue.models import Qualification
from npq.domain.learning.kinds import ChangeKind, Opening, PageKind
from npq.kernel.append_only import append_only


class CourseVersion(models.Model):
    """A course pack as it was published. It never changes; a change is a new version."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    # What the pack is known by: the same content, the same digest.
    digest = models.CharField(max_length=64)
    framework = models.CharField(max_length=60)
    framework_note = models.CharField(max_length=200)
    # As packs.shapes.Statement and packs.shapes.Source have them.
    statements = models.JSONField()
    sources = models.JSONField()
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    change = models.CharField(max_length=12, choices=[(c.value, c.value) for c in ChangeKind])
    # Minutes on screen and of tasks in the topics that are open: what self-study is measured against.
    minutes = models.PositiveIntegerField()
    published_at = models.DateTimeField()

    impersonal = {"version", "title", "digest", "framework", "framework_note", "statements", "sources"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["qualification", "version"], name="one_course_a_version"),
            models.UniqueConstraint(fields=["qualification", "digest"], name="one_course_a_content"),
            models.CheckConstraint(
                condition=models.Q(change__in=[c.value for c in ChangeKind]), name="course_change"
            ),
            models.CheckConstraint(
                condition=models.Q(change=ChangeKind.FIRST.value, follows__isnull=True)
                | (~models.Q(change=ChangeKind.FIRST.value) & models.Q(follows__isnull=False)),
                name="only_the_first_follows_none",
            ),
        ]
        indexes = [
            models.Index(fields=["qualification", "-published_at"], name="course_version_newest"),
        ]
        triggers = append_only("course_version")

    def __str__(self) -> str:
        return f"{self.qualification_id} {self.version}"


class CourseTopic(models.Model):
    """One topic of a version. Its outline says what is to come where it opens later."""

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="topics")
    identifier = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    opens = models.CharField(max_length=5, choices=[(o.value, o.value) for o in Opening])
    about = models.TextField()
    outline = models.JSONField(default=list)

    impersonal = {"identifier", "name", "about", "outline"}

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "identifier"], name="one_course_topic_a_name"),
            models.UniqueConstraint(fields=["version", "position"], name="one_course_topic_a_position"),
        ]
        triggers = append_only("course_topic")


class CourseUnit(models.Model):
    """One unit of a version: an evening's piece, and its task."""

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="units")
    topic = models.ForeignKey(CourseTopic, on_delete=models.PROTECT, related_name="units")
    identifier = models.CharField(max_length=60)
    # Within the whole version.
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    problem = models.CharField(max_length=300)
    screen_minutes = models.PositiveSmallIntegerField()
    task_minutes = models.PositiveSmallIntegerField()

    impersonal = {"identifier", "title", "problem"}

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "identifier"], name="one_course_unit_a_name"),
            models.UniqueConstraint(fields=["version", "position"], name="one_course_unit_a_position"),
        ]
        triggers = append_only("course_unit")


class CoursePage(models.Model):
    """One page of a version. What it shows is `content`: parts, decisions and questions as packs.pack.Page has them."""

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="pages")
    unit = models.ForeignKey(CourseUnit, on_delete=models.PROTECT, related_name="pages")
    # The same in every version: answers and progress hang on it.
    identifier = models.CharField(max_length=60)
    # Within the whole version.
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in PageKind])
    title = models.CharField(max_length=200)
    screen_minutes = models.PositiveSmallIntegerField()
    task_minutes = models.PositiveSmallIntegerField()
    statements = ArrayField(models.CharField(max_length=60))
    cites = ArrayField(models.CharField(max_length=60))
    words = models.PositiveSmallIntegerField()
    content = models.JSONField()

    impersonal = {"identifier", "title", "content"}

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "identifier"], name="one_course_page_a_name"),
            models.UniqueConstraint(fields=["version", "position"], name="one_course_page_a_position"),
        ]
        triggers = append_only("course_page")

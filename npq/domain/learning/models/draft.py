from uuid import uuid4

from django.db import models

from npq.domain.catalogue.models import Qualification


class CourseDraft(models.Model):
    """A course pack that is not published, for the department to look at. Nothing points here: a study is pinned to a
    version, and a draft is none."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    qualification = models.OneToOneField(Qualification, on_delete=models.PROTECT, related_name="+")
    # What the pack is known by: the same content, the same digest.
    digest = models.CharField(max_length=64)
    # As packs.pack.Pack has it.
    pack = models.JSONField()
    offered_at = models.DateTimeField()

    impersonal = {"digest", "pack"}

from django.db import models


class School(models.Model):
    """An establishment of the schools register, for ever the same; what is said of it on a day is a SchoolRecord."""

    urn = models.IntegerField(primary_key=True)

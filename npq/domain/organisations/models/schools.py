from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models

from npq.domain.organisations.models.stretch import Stretch


class School(models.Model):
    """An establishment of the schools register, for ever the same; what is said of it on a day is a SchoolRecord."""

    urn = models.IntegerField(primary_key=True)


class RegisterImport(models.Model):
    """One extract of the register taken in: when, from what, and what it changed. Counts are of rows of the file."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    # The London day of `at`: records opened by this import begin on it.
    day = models.DateField()
    file_name = models.CharField(max_length=200)
    headings = ArrayField(models.TextField())
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    closed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()


class SchoolRecord(models.Model):
    """What the register said of a school from one day (inclusive) to another (exclusive, open while it still says so).

    NULL means unknown. Codes are written without the zeros some extracts put before them, except the three digits of a
    local authority. Docs: docs/decisions/0006-schools-register.md says why these columns and no others.
    """

    id = models.BigAutoField(primary_key=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="records", db_constraint=False)
    period = DateRangeField()
    # The import that opened the record, or changed it on its first day. Not held by a constraint: both are written
    # in one transaction by one operation, and fifty thousand checks of one row cost the first import a tenth.
    source = models.ForeignKey(
        RegisterImport, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )

    name = models.TextField()
    establishment_number = models.TextField(null=True)
    type_code = models.TextField(null=True)
    type_name = models.TextField(null=True)
    status_code = models.TextField(null=True)
    status_name = models.TextField(null=True)
    open_date = models.DateField(null=True)
    close_date = models.DateField(null=True)
    phase = models.TextField(null=True)
    low_age = models.IntegerField(null=True)
    high_age = models.IntegerField(null=True)
    sixth_form = models.TextField(null=True)
    pupils = models.IntegerField(null=True)
    further_education_type = models.TextField(null=True)
    local_authority_code = models.TextField(null=True)
    local_authority_name = models.TextField(null=True)
    region = models.TextField(null=True)
    country = models.TextField(null=True)
    street = models.TextField(null=True)
    locality = models.TextField(null=True)
    address3 = models.TextField(null=True)
    town = models.TextField(null=True)
    county = models.TextField(null=True)
    postcode = models.TextField(null=True)
    # Metres on the Ordnance Survey's grid.
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    website = models.TextField(null=True)
    ukprn = models.TextField(null=True)
    trust_code = models.TextField(null=True)
    trust_name = models.TextField(null=True)
    trust_support = models.TextField(null=True)
    federation_code = models.TextField(null=True)
    federation_name = models.TextField(null=True)
    last_changed = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_record_a_day", expressions=[(Stretch("school", "period"), RangeOperators.OVERLAPS)]
            ),
            # An empty period has no beginning either.
            models.CheckConstraint(
                condition=models.Q(period__startswith__isnull=False), name="record_begins"
            ),
        ]

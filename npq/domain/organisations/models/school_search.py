from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from npq.domain.organisations.models.schools import School


class SearchWord(models.Model):
    """A word schools are found by: what it is filed under (rules.search_words.keys), how many schools bear it."""

    id = models.IntegerField(primary_key=True)
    word = models.TextField(unique=True, db_collation="C")
    schools = models.IntegerField()
    keys = ArrayField(models.SmallIntegerField())

    class Meta:
        indexes = [
            GinIndex(fields=["keys"], name="search_word_keys"),
            models.Index(fields=["schools"], name="search_word_schools"),
        ]


class SearchEntry(models.Model):
    """A school as the search finds it, kept by the import in the same transaction as its record."""

    school = models.OneToOneField(
        School, primary_key=True, on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    is_open = models.BooleanField()
    # Ids of SearchWord: the words of the name, then so many more of its town, locality, authority and other spellings.
    words = ArrayField(models.IntegerField())
    name_words = models.SmallIntegerField()
    # Small letters and digits only: "ec3a5de"; empty where it is not known.
    postcode = models.TextField(db_collation="C")

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="search_entry_words"),
            models.Index(fields=["postcode"], name="search_entry_postcode"),
        ]

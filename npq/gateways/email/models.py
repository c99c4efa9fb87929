from django.db import models

from npq.kernel.privacy import Basis, Kept, Personal


class Outcome(models.TextChoices):
    SENT = "sent"
    REFUSED = "refused"


class Dispatch(models.Model):
    """What became of one letter, so that it goes once. It knows neither the address nor the words."""

    reference = models.CharField(primary_key=True, max_length=200)
    template = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    # Why it was refused; blank for one that was sent.
    code = models.CharField(max_length=30, blank=True)
    at = models.DateTimeField()

    # A reference is made of kinds and ids.
    impersonal = {"reference", "template", "code"}

    class Meta:
        indexes = [models.Index(fields=["at"], name="dispatch_at")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.SENT, code="")
                | models.Q(outcome=Outcome.REFUSED) & ~models.Q(code=""),
                name="only_refused_letters_say_why",
            ),
        ]


class KeptLetter(models.Model):
    """A letter of the demonstration or of a test: nobody receives it, a page shows it."""

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=200)
    to = models.EmailField(max_length=254)
    template = models.CharField(max_length=60)
    subject = models.CharField(max_length=400)
    body = models.TextField()
    at = models.DateTimeField()

    personal = {
        "to": Personal("to show a letter of the demonstration", Basis.PUBLIC_TASK, Kept.LETTER),
        "subject": Personal("to show a letter of the demonstration", Basis.PUBLIC_TASK, Kept.LETTER),
        "body": Personal("to show a letter of the demonstration", Basis.PUBLIC_TASK, Kept.LETTER),
    }
    impersonal = {"reference", "template"}

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="kept_letter_newest")]

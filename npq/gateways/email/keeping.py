"""What is kept of letters, for those who clear it away and for those who ask what is held about them."""

from datetime import datetime

from django.db.models import QuerySet

from npq.gateways.email.models import Dispatch, KeptLetter


def letters_to(address: str) -> QuerySet[KeptLetter]:
    """The letters kept for an address, oldest first. Only a demonstration has any."""
    return KeptLetter.objects.filter(to__iexact=address).order_by("id")


def erase_letters(*, written_before: datetime) -> int:
    """Erases letters that were kept; gives how many."""
    return KeptLetter.objects.filter(at__lte=written_before).delete()[0]


def forget_dispatches(*, before: datetime) -> int:
    """Forgets what became of letters long sent. Nothing queues a letter so old again. Gives how many."""
    return Dispatch.objects.filter(at__lte=before).delete()[0]

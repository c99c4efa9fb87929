"""What follows a change of address, and what is tidied up."""

from datetime import datetime, timedelta
from uuid import UUID

from npq.domain.people.kinds import EmailChangeStatus, Task
from npq.domain.people.lookups import account_for_address
from npq.domain.people.models import EmailChange, Identity, Person
from npq.domain.people.queries import account_at
from npq.domain.people.queries.email_codes import NEW, OLD, email_code
from npq.gateways.email import post
from npq.gateways.sign_in import accounts
from npq.kernel.addresses import address
from npq.kernel.clock import LONDON
from npq.kernel.queue import task

UNUSED_FOR = timedelta(days=1)


@task(Task.SEND_EMAIL_CODE_TO_OLD)
def send_email_code_to_old(*, at: datetime, key: str, change_id: UUID) -> None:
    """The code for the address a person has now, with a word of warning in case it was not they who asked."""
    change = _still_open(change_id)
    if change is not None:
        post(
            reference=key,
            to=change.old_email,
            template="email-change-code-old",
            personalisation={
                "code": email_code(change.id, OLD),
                "by": _time(change.expires_at),
                "account_link": address("account"),
            },
        )


@task(Task.SEND_EMAIL_CODE_TO_NEW)
def send_email_code_to_new(*, at: datetime, key: str, change_id: UUID) -> None:
    """The code for the new address; where somebody else uses that address, they are told instead, and no code is."""
    change = _still_open(change_id)
    if change is None:
        return
    if Person.objects.filter(email=change.new_email).exists():
        post(
            reference=key,
            to=change.new_email,
            template="email-change-in-use",
            personalisation={"sign_in_link": address("sign-in")},
        )
        return
    post(
        reference=key,
        to=change.new_email,
        template="email-change-code-new",
        personalisation={"code": email_code(change.id, NEW), "by": _time(change.expires_at)},
    )


@task(Task.TELL_EMAIL_CHANGED)
def tell_email_changed(*, at: datetime, key: str, change_id: UUID) -> None:
    """The last letter to the old address."""
    change = EmailChange.objects.filter(id=change_id).first()
    if change is not None:
        post(reference=key, to=change.old_email, template="email-changed", personalisation={})


@task(Task.MOVE_ACCOUNT_ADDRESS)
def move_account_address(*, at: datetime, key: str, change_id: UUID) -> None:
    """Lets the sign-in account follow the address of its person, whatever that is by now."""
    change = EmailChange.objects.select_related("person").filter(id=change_id).first()
    email = change.person.email if change else None
    if email and account_at(email):
        account_for_address(email, at=at)


@task(Task.FORGET_UNUSED_ACCOUNTS)
def forget_unused_accounts(*, at: datetime, key: str) -> None:
    """Removes the sign-in accounts that open nobody: codes never entered, and addresses that went over to others."""
    old = set(accounts.made_before(at - UNUSED_FOR))
    in_use = Identity.objects.filter(account_id__in=old, closed_at__isnull=True)
    accounts.forget(old - set(in_use.values_list("account_id", flat=True)))


def _still_open(change_id: UUID) -> EmailChange | None:
    return EmailChange.objects.filter(id=change_id, status=EmailChangeStatus.OPEN).first()


def _time(at: datetime) -> str:
    """2:05pm or 3pm, in London: the codes last minutes, so the day is today."""
    local = at.astimezone(LONDON)
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"  # noqa: PLR2004

"""What pages ask of the sign-in service. `people` says whose an address is; the accounts there follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.core.mail import EmailMessage
from django.db import IntegrityError, connection, transaction

from npq.domain.people.models import Identity
from npq.domain.people.queries import Standing, account_at, account_of_person, standing_of
from npq.domain.people.queries.viewers import require_may_give_roles, viewer_with
from npq.domain.people.rules import Way, clean_email
from npq.gateways.email.failures import PermanentFailure, TemporaryFailure
from npq.gateways.sign_in import accounts, openid
from npq.gateways.sign_in.models import Account
from npq.gateways.sign_in.openid import Begun, OpenIdError, Trouble, Vouched
from npq.kernel.prepared import preparing_cursor
from npq.kernel.privacy import Held, require_self_or_system
from npq.kernel.viewer import Viewer

__all__ = [
    "Begun",
    "LetterNotSent",
    "OpenIdError",
    "SignedIn",
    "Trouble",
    "Vouched",
    "account_for_address",
    "account_for_person",
    "account_for_vouched",
    "begin_openid",
    "end_sessions",
    "finish_openid",
    "forget_second_steps",
    "has_second_steps",
    "send_sign_in_code",
    "sign_in_held_about",
    "signed_in",
]


class LetterNotSent(Exception):
    """A letter somebody waits for could not be sent just now, or not to that address."""


@dataclass(frozen=True)
class SignedIn:
    """The account of a session, and the viewer it stands for."""

    account: Account
    viewer: Viewer


# Every page that is not public asks this first, so it is one statement, written out.
_COLUMNS = [field.attname for field in Account._meta.concrete_fields]
_SIGNED_IN = f"""
SELECT
    {", ".join(f"account.{column}" for column in _COLUMNS)},
    identity.person_id, role.kind, coalesce(role.lead_provider_id, role.delivery_partner_id)
FROM sign_in_account account
LEFT JOIN people_identity identity ON identity.account_id = account.id AND identity.closed_at IS NULL
LEFT JOIN people_roleheld role ON role.person_id = identity.person_id AND role.ended_at IS NULL
WHERE account.id = %s
"""  # noqa: S608  the columns are those of our own model


def signed_in(account_id: UUID) -> SignedIn | None:
    """An account with the viewer it stands for, as viewer_for_account has it: one query. None where there is none."""
    with preparing_cursor() as cursor:
        cursor.execute(_SIGNED_IN, [account_id])
        rows = cursor.fetchall()
    if not rows:
        return None
    *account, person, _, _ = rows[0]
    return SignedIn(
        Account.from_db(connection.alias, _COLUMNS, account),
        viewer_with(person, ((kind, organisation) for *_, kind, organisation in rows)),
    )


def account_for_address(email: str, *, at: datetime) -> Account:
    """The account a code sent to this address signs in; made at first use, so that known and unknown look alike.

    It is the account of the person whose address this is, even where the accounts have not caught up with a change.
    Raises Refusal(EMAIL_NOT_AN_ADDRESS).
    """
    email = clean_email(email)
    try:
        return _account_at(email, at)
    except IntegrityError:
        # Somebody asked for the same address at the same moment; by now theirs is there.
        return _account_at(email, at)


@transaction.atomic
def _account_at(email: str, at: datetime) -> Account:
    rightful = account_at(email)
    holder = accounts.holder_of(email)
    if holder is not None and rightful in (None, holder.id) and _may_go_by(holder, email):
        return holder
    if holder is not None:
        _turn_out(holder)
    return accounts.keep(rightful or uuid4(), email=email, at=at)


def account_for_vouched(vouched: Vouched, *, at: datetime) -> Account:
    """The account of somebody an OpenID provider vouches for. It goes by no address: theirs is for `people` to keep."""
    return accounts.keep(Way(vouched.issuer, vouched.subject, "").account_id, email=None, at=at)


def account_for_person(person_id: UUID, *, at: datetime) -> Account:
    """The account by which a person signs in. Raises NotFound where they cannot."""
    account_id = account_of_person(person_id)
    _, email = standing_of(account_id)
    return account_for_address(email, at=at) if email else accounts.keep(account_id, email=None, at=at)


def end_sessions(account_id: UUID) -> None:
    """Ends every session of an account, wherever it is open."""
    accounts.end_sessions(account_id)


def has_second_steps(viewer: Viewer, person_id: UUID) -> bool:
    """Whether somebody signs in with an authenticator app: for those who may reset it. Raises NotFound for others."""
    require_may_give_roles(viewer, person_id)
    return any(accounts.second_steps(account) for account in accounts.found(_accounts_of(person_id)))


def forget_second_steps(viewer: Viewer, person_id: UUID) -> None:
    """Removes somebody's authenticator app and recovery codes and ends their sessions. A repeat does no harm.

    Called just after operations.reset_authenticator: cut short between the two, a repeat mends it, while the other way
    round an app might go without a record. Raises NotFound as above.
    """
    require_may_give_roles(viewer, person_id)
    for account_id in _accounts_of(person_id):
        accounts.forget_second_steps(account_id)


def send_sign_in_code(email: str, *, code: str, minutes: int) -> None:
    """Sends a code at once, for somebody who waits for it on the page. Raises LetterNotSent."""
    message = EmailMessage(to=[email])
    message.letter = ("sign-in-code", {"code": code, "minutes": str(minutes)})  # type: ignore[attr-defined]
    try:
        message.send()
    except (TemporaryFailure, PermanentFailure) as failure:
        raise LetterNotSent from failure


def begin_openid(*, redirect_uri: str) -> Begun:
    """Where to send a browser to sign in, and what must come back with it. Raises OpenIdError."""
    return openid.provider().begin(redirect_uri)


def finish_openid(begun: Begun, answer: Mapping[str, str]) -> Vouched:
    """Whom the provider vouches for, from what the browser brought back. Raises OpenIdError."""
    return openid.provider().finish(begun, answer)


def sign_in_held_about(viewer: Viewer, person_id: UUID) -> list[Held]:
    """What the sign-in service holds about one person. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer, person_id)
    ids = Identity.objects.filter(person=person_id).values_list("account_id", flat=True)
    return [
        Held(
            "A sign-in account",
            {
                "email": account.email,
                "created_at": account.created_at.isoformat(),
                "last_login": account.last_login.isoformat() if account.last_login else None,
                "second_steps": list(accounts.second_steps(account)),
            },
            dict(Account.personal),
        )
        for account in accounts.found(ids)
    ]


def _accounts_of(person_id: UUID) -> list[UUID]:
    open_ones = Identity.objects.filter(person=person_id, closed_at__isnull=True)
    return list(open_ones.values_list("account_id", flat=True))


def _may_go_by(account: Account, email: str) -> bool:
    standing, its_email = standing_of(account.id)
    return account.is_active and standing is not Standing.CLOSED and its_email in (None, email)


def _turn_out(account: Account) -> None:
    """An account that holds an address which is not, or no longer, that of the person it opens."""
    standing, _ = standing_of(account.id)
    if standing is Standing.OPEN:
        accounts.vacate(account)
    else:
        accounts.close(account)

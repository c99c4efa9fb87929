"""`npq staff`: who acts for a lead provider or for the department. `provider` is a name; None is the department."""

from uuid import UUID

from django.conf import settings

from npq.config.lead_providers import lead_provider_named
from npq.config.troubles import Trouble
from npq.domain.organisations.queries import lead_providers_by_name
from npq.domain.people.lookups import forget_second_steps, has_second_steps
from npq.domain.people.operations import end_role, give_role, reset_authenticator
from npq.domain.people.queries import count_holders, holders_of_role, person_for, roles_of
from npq.domain.people.queries.privacy import person_at
from npq.domain.people.rules import clean_email, is_shared_mailbox
from npq.kernel import clock
from npq.kernel.addresses import address
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Role, RoleKind, Viewer

DEPARTMENT = "the department"


def give(email: str, provider: str | None) -> str:
    """Lets somebody act for an organisation; says what was done. Raises Trouble, and then nothing was."""
    by, email = Viewer.system("npq staff give"), _own_address(email)
    name, role = _organisation(provider)
    person_id = person_at(by, email)
    if person_id is None:
        raise Trouble(
            f"Nobody signs in by {email}. They sign in once at {address('sign-in')}; then give this command again."
        )
    if role in roles_of(by, person_id):
        return f"{email} acts for {name} already."
    give_role(
        by=by, at=clock.now(), person_id=person_id, kind=role.kind, organisation_id=role.organisation_id
    )
    app = " Their next page asks for an authenticator app." if settings.STAFF_NEED_TOTP else ""
    return f"{email} acts for {name} from now on.{app}"


def end(who: str, provider: str | None) -> str:
    """Ends what `give` began, in every open session too; says what was done. `who` is an address or an id.

    Raises Trouble, and then nothing was done.
    """
    by = Viewer.system("npq staff end")
    name, role = _organisation(provider)
    person_id = _person(by, who)
    held = roles_of(by, person_id)
    if role not in held:
        raise Trouble(f"{who} does not act for {name}, so there is nothing to end.")
    end_role(by=by, at=clock.now(), person_id=person_id, kind=role.kind, organisation_id=role.organisation_id)
    others = len(held) - 1
    return f"{who} acts for {name} no longer." + (f" Other roles they hold: {others}." if others else "")


def organisations() -> list[str]:
    """Every organisation, and how many people act for it now: one line each."""
    held = count_holders(Viewer.system("npq staff list"))
    named = {DEPARTMENT.capitalize(): Role(RoleKind.DEPARTMENT)} | {
        name: Role(RoleKind.LEAD_PROVIDER, id) for name, id in lead_providers_by_name().items()
    }
    return [f"{name}: {held.get(role, 0)}" for name, role in named.items()]


def people(provider: str | None) -> list[str]:
    """Name and address (the id, where they lost it) of everybody who acts for an organisation now: one line each."""
    by = Viewer.system("npq staff list")
    name, role = _organisation(provider)
    holders = holders_of_role(by, role.kind, role.organisation_id)
    if not holders:
        return [f"Nobody acts for {name}."]
    return [_line(by, person_id) for person_id, _ in holders]


def reset(who: str) -> str:
    """Takes away somebody's authenticator app, its recovery codes and their sessions; says so. Raises Trouble."""
    by = Viewer.system("npq staff reset-authenticator")
    person_id = _person(by, who)
    if not has_second_steps(by, person_id):
        raise Trouble(f"{who} has no authenticator app: there is nothing to remove, and nothing was changed.")
    reset_authenticator(by=by, at=clock.now(), person_id=person_id)
    forget_second_steps(by, person_id)
    return (
        f"The authenticator app and recovery codes of {who} are removed, and they are signed out everywhere. "
        "Their next sign-in sets up a new app."
    )


def _organisation(provider: str | None) -> tuple[str, Role]:
    if provider is None:
        return DEPARTMENT, Role(RoleKind.DEPARTMENT)
    name, lead_provider_id = lead_provider_named(provider)
    return name, Role(RoleKind.LEAD_PROVIDER, lead_provider_id)


def _own_address(text: str) -> str:
    email = _cleaned(text)
    if is_shared_mailbox(email):
        raise Trouble(
            f"{email} looks like a mailbox that several people read, and each of them would be let in. "
            "Staff need an address of their own."
        )
    return email


def _cleaned(text: str) -> str:
    try:
        return clean_email(text)
    except Refusal as refusal:
        raise Trouble(f"“{text}” is not an email address.") from refusal


def _person(by: Viewer, who: str) -> UUID:
    """The person of this address, or of this id."""
    try:
        return person_for(by, UUID(who)).person_id
    except NotFound:
        found = None
    except ValueError:
        found = person_at(by, _cleaned(who))
    if found is None:
        raise Trouble(f"Nobody signs in by {who}. `npq staff list` says who acts for whom.")
    return found


def _line(by: Viewer, person_id: UUID) -> str:
    person = person_for(by, person_id)
    return f"{person.full_name or '(no name given)'}  {person.email or person_id}"

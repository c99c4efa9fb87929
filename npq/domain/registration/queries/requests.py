"""From answers to a request that may be made: every check that submitting and changing share."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.catalogue.models import Cohort, Offer
from npq.domain.funding.facts import Facts, WorkplaceFacts
from npq.domain.funding.policies.policy import Answer
from npq.domain.funding.queries import previously_funded, who_pays
from npq.domain.organisations.queries import SchoolFacts, school_as_it_stood
from npq.domain.registration.kinds import RefusalCode
from npq.domain.registration.models import LIVE, Registration
from npq.domain.registration.rules.answers import Answers, asks_employment, asks_workplace, missing_answers
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal


@dataclass(frozen=True)
class PlaceRequest:
    """Complete answers, and what they name, as it stood at the moment of asking."""

    answers: Answers
    cohort: Cohort
    offer: Offer
    school: SchoolFacts | None
    facts: Facts
    answer: Answer


def funding_preview(answers: Answers, person_id: UUID, at: datetime) -> Answer | None:
    """What the decision would be if these answers were submitted now; None while too little is known."""
    if answers.works_in_england is None or answers.qualification is None or answers.cohort is None:
        return None
    if answers.works_in_england and answers.setting is None:
        return None
    if asks_workplace(answers) and answers.workplace_urn is None and not answers.workplace_not_listed:
        return None
    if asks_employment(answers) and answers.employment is None:
        return None
    cohort = Cohort.objects.filter(id=answers.cohort).first()
    if cohort is None:
        return None
    return who_pays(cohort.policy_series, _facts(answers, person_id, cohort, _school(answers, at), at))


def request_from(
    answers: Answers, person_id: UUID, at: datetime, *, besides: UUID | None = None
) -> PlaceRequest:
    """The request these answers make. `besides` is the registration it would take the place of.

    Raises Refusal: DRAFT_INCOMPLETE (field), COHORT_NOT_OPEN, PROVIDER_DOES_NOT_OFFER, WORKPLACE_UNKNOWN,
    WORKPLACE_CLOSED, ALREADY_REGISTERED (registration).
    """
    _complete(answers, None)
    assert answers.cohort is not None
    cohort = Cohort.objects.open_at(at).filter(id=answers.cohort).first()
    if cohort is None:
        raise Refusal(RefusalCode.COHORT_NOT_OPEN)
    school = _school(answers, at)
    facts = _facts(answers, person_id, cohort, school, at)
    answer = who_pays(cohort.policy_series, facts)
    _complete(answers, answer)
    offer = _offer(answers, cohort)
    live = Registration.objects.filter(
        LIVE, person_id=person_id, qualification=answers.qualification, cohort=cohort, made_here=True
    )
    live = live.exclude(id=besides) if besides else live
    if (registered := live.values_list("id", flat=True).first()) is not None:
        raise Refusal(RefusalCode.ALREADY_REGISTERED, registration=registered)
    return PlaceRequest(answers, cohort, offer, school, facts, answer)


def _complete(answers: Answers, answer: Answer | None) -> None:
    missing = missing_answers(answers, answer.outcome if answer else None)
    if missing:
        raise Refusal(RefusalCode.DRAFT_INCOMPLETE, field=missing[0])


def _offer(answers: Answers, cohort: Cohort) -> Offer:
    offer = (
        Offer.objects.taking_new()
        .filter(qualification=answers.qualification, cohort=cohort, lead_provider=answers.lead_provider)
        .first()
    )
    if offer is None:
        raise Refusal(RefusalCode.PROVIDER_DOES_NOT_OFFER)
    return offer


def _school(answers: Answers, at: datetime) -> SchoolFacts | None:
    if not asks_workplace(answers) or answers.workplace_not_listed or answers.workplace_urn is None:
        return None
    school = school_as_it_stood(answers.workplace_urn, london_day(at))
    if school is None:
        raise Refusal(RefusalCode.WORKPLACE_UNKNOWN)
    if not school.is_open:
        raise Refusal(RefusalCode.WORKPLACE_CLOSED)
    return school


def _facts(
    answers: Answers, person_id: UUID, cohort: Cohort, school: SchoolFacts | None, at: datetime
) -> Facts:
    return Facts(
        qualification=answers.qualification or "",
        cohort_funded=cohort.funding != FundingMode.ZERO,
        submitted_on=london_day(at),
        works_in_england=bool(answers.works_in_england),
        setting=answers.setting,
        workplace=_workplace_facts(school) if school else None,
        workplace_not_listed=asks_workplace(answers) and bool(answers.workplace_not_listed),
        employment=answers.employment if asks_employment(answers) else None,
        previously_funded=previously_funded(person_id, answers.qualification or ""),
    )


def _workplace_facts(school: SchoolFacts) -> WorkplaceFacts:
    # A kind the register does not say is no kind that any policy funds.
    kind = int(school.type_code) if school.type_code.isdigit() else 0
    return WorkplaceFacts(school.urn, kind, school.local_authority_code)

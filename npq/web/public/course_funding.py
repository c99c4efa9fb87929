"""What a course page says of funding: the words for the policy in force, never a promise the cohort does not make."""

from dataclasses import dataclass
from datetime import datetime

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.catalogue.page import FundingWords
from npq.domain.catalogue.queries import Course
from npq.domain.catalogue.rules import representative_instant
from npq.domain.funding.queries import policy_on
from npq.kernel.academic_year import AcademicYear
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound


@dataclass(frozen=True)
class FundingShown:
    """Funding for one cohort. `words` is None where the page has none for its policy, or nothing is paid.

    `title` and `source` name the policy; `academic_years` those in which courses it covers start, as written.
    """

    mode: FundingMode
    words: FundingWords | None = None
    title: str = ""
    source: str = ""
    academic_years: tuple[str, ...] = ()


def funding_for(course: Course, at: datetime) -> FundingShown | None:
    """What to say of funding for the cohort the page is about; None while it is about none. One query."""
    cohort = course.cohort
    if cohort is None:
        return None
    if cohort.funding is FundingMode.ZERO:
        return FundingShown(cohort.funding)
    try:
        policy = policy_on(cohort.policy_series, london_day(representative_instant(cohort, at)))
    except NotFound:
        return FundingShown(cohort.funding)
    words = course.words.funding_under(policy.identifier, AcademicYear.of(cohort.starts_on).start_year)
    if words is None:
        return FundingShown(cohort.funding)
    years = tuple(str(AcademicYear(year)) for year in words.academic_years)
    return FundingShown(cohort.funding, words, policy.title, policy.source, years)

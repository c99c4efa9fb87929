"""The register's kinds of establishment and states of being open: codes and the names extracts give them.

Held here because some extracts carry only names. A name the department changed over the years is listed under the code
it still has.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class EstablishmentType:
    """One kind of establishment: the register's code, what it calls it, and what older or other extracts call it."""

    code: str
    name: str
    other_names: tuple[str, ...] = ()


TYPES = (
    EstablishmentType("1", "Community school"),
    EstablishmentType("2", "Voluntary aided school"),
    EstablishmentType("3", "Voluntary controlled school"),
    EstablishmentType("5", "Foundation school"),
    EstablishmentType("6", "City technology college"),
    EstablishmentType("7", "Community special school"),
    EstablishmentType("8", "Non-maintained special school"),
    EstablishmentType("10", "Other independent special school"),
    EstablishmentType("11", "Other independent school"),
    EstablishmentType("12", "Foundation special school"),
    EstablishmentType("14", "Pupil referral unit"),
    EstablishmentType("15", "Local authority nursery school", ("LA nursery school",)),
    EstablishmentType("18", "Further education"),
    EstablishmentType("24", "Secure units", ("Secure unit",)),
    EstablishmentType("25", "Offshore schools", ("Offshore school",)),
    EstablishmentType("26", "Service children's education"),
    EstablishmentType("27", "Miscellaneous"),
    EstablishmentType("28", "Academy sponsor led", ("Academy sponsored",)),
    EstablishmentType("29", "Higher education institutions", ("Higher education institution",)),
    EstablishmentType("30", "Welsh establishment"),
    EstablishmentType("31", "Sixth form centres", ("Sixth form centre",)),
    EstablishmentType("32", "Special post 16 institution", ("Special post-16 institution",)),
    EstablishmentType("33", "Academy special sponsor led"),
    EstablishmentType("34", "Academy converter"),
    EstablishmentType("35", "Free schools", ("Free school", "Free school mainstream")),
    EstablishmentType("36", "Free schools special", ("Free school special",)),
    EstablishmentType("37", "British schools overseas", ("British school overseas",)),
    EstablishmentType("38", "Free schools alternative provision", ("Free school alternative provision",)),
    EstablishmentType("39", "Free schools 16 to 19", ("Free school 16 to 19", "Free schools 16-19")),
    EstablishmentType("40", "University technical college"),
    EstablishmentType("41", "Studio schools", ("Studio school",)),
    EstablishmentType("42", "Academy alternative provision converter"),
    EstablishmentType("43", "Academy alternative provision sponsor led"),
    EstablishmentType("44", "Academy special converter"),
    EstablishmentType("45", "Academy 16-19 converter", ("Academy 16 to 19 converter",)),
    EstablishmentType("46", "Academy 16 to 19 sponsor led", ("Academy 16-19 sponsor led",)),
    EstablishmentType("49", "Online provider"),
    EstablishmentType("56", "Institution funded by other government department"),
    EstablishmentType("57", "Academy secure 16 to 19"),
)

STATUSES = (
    EstablishmentType("1", "Open"),
    EstablishmentType("2", "Closed"),
    EstablishmentType("3", "Open, but proposed to close"),
    EstablishmentType("4", "Proposed to open"),
)


def _by_name(kinds: tuple[EstablishmentType, ...]) -> dict[str, str]:
    return {name.casefold(): kind.code for kind in kinds for name in (kind.name, *kind.other_names)}


def _by_code(kinds: tuple[EstablishmentType, ...]) -> dict[str, str]:
    return {kind.code: kind.name for kind in kinds}


TYPE_CODES = _by_name(TYPES)
TYPE_NAMES = _by_code(TYPES)
STATUS_CODES = _by_name(STATUSES)
STATUS_NAMES = _by_code(STATUSES)

import pytest

from npq.domain.organisations.kinds import ImportFault, SchoolStatus
from npq.domain.organisations.models import SchoolRecord
from npq.domain.organisations.rules import establishment_types as known
from npq.domain.organisations.rules.extract_columns import COLUMNS, PAIRS, REFERENCE_PAIRS, read_header
from npq.domain.organisations.rules.faults import ImportRefused

NAMED = ["URN", "EstablishmentName", "TypeOfEstablishment (name)", "EstablishmentStatus (name)"]
PERSONAL = ("Head", "Telephone", "PropsName")


def test_every_column_is_one_of_the_record():
    """Order does not count, but nothing may be left over on either side."""
    kept = {field.name for field in SchoolRecord._meta.fields} - {"id", "school", "period", "source"}
    assert {column.field for column in COLUMNS} == kept
    assert {half for pair in PAIRS for half in pair} <= kept
    assert {half for pair in REFERENCE_PAIRS for half in (pair.code, pair.name)} <= kept


def test_no_column_is_about_a_person():
    assert not [column for column in COLUMNS if column.heading.startswith(PERSONAL)]


def test_columns_are_found_whatever_their_order_case_and_spaces():
    header = read_header(["Other", "establishmentname ", "Urn", *NAMED[2:]])

    assert (header.urn, header.width) == (2, 5)
    assert dict(zip([column.field for column in header.columns], header.positions, strict=True)) == {
        "name": 1,
        "type_name": 3,
        "status_name": 4,
    }


@pytest.mark.parametrize("missing", NAMED)
def test_what_is_missing_is_named(missing):
    with pytest.raises(ImportRefused) as caught:
        read_header([heading for heading in NAMED if heading != missing])
    assert caught.value.code is ImportFault.NOT_THE_EXTRACT
    assert f"it has no column {missing}" in str(caught.value) or missing in str(caught.value)


def test_a_column_we_do_not_keep_may_be_there_twice():
    assert read_header([*NAMED, "Note", "Note"]).width == 6
    with pytest.raises(ImportRefused, match="The column URN is in the file twice"):
        read_header([*NAMED, "URN"])


def test_names_of_types_and_statuses_lead_to_their_codes():
    types, statuses = REFERENCE_PAIRS
    assert types.code_of("ACADEMY 16 to 19 converter") == types.code_of("Academy 16-19 converter") == "45"
    assert statuses.code_of("Open, but proposed to close") == "3"
    with pytest.raises(ValueError, match="its status is “Ajar”, which is none we know"):
        statuses.code_of("Ajar")


def test_the_reference_tables_name_each_code_once():
    for kinds, codes, names in (
        (known.TYPES, known.TYPE_CODES, known.TYPE_NAMES),
        (known.STATUSES, known.STATUS_CODES, known.STATUS_NAMES),
    ):
        assert len({kind.code for kind in kinds}) == len(kinds) == len(names)
        assert len(codes) == sum(1 + len(kind.other_names) for kind in kinds)
    assert {kind.code for kind in known.STATUSES} == {status.value for status in SchoolStatus}

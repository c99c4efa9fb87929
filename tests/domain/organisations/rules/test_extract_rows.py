import io

import pytest

from npq.domain.organisations.rules.extract_rows import BATCH, Batch, Extract
from npq.domain.organisations.rules.faults import ImportRefused, RefusedRow

HEADER = "URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (code),OpenDate\n"


def read(rows: str) -> tuple[list[dict[str, str]], list[RefusedRow]]:
    """Each readable row by field, with its line and URN; and the rows left out."""
    extract = Extract(io.StringIO(HEADER + rows, newline=""))
    fields = [column.field for column in extract.columns]
    taken, refused = [], []
    for found in extract.read():
        if isinstance(found, Batch):
            for line, urn, *values in zip(found.lines, found.urns, *found.columns, strict=True):
                taken.append({"line": line, "urn": urn, **dict(zip(fields, values, strict=True))})
        else:
            refused.append(found)
    return taken, refused


def test_a_row_has_both_halves_of_what_the_reference_tables_know():
    taken, refused = read("1,Oakfield,Community school,1,01-09-1990\n")

    assert not refused
    assert taken == [
        {
            "line": 2, "urn": 1, "name": "Oakfield", "type_code": "1", "type_name": "Community school",
            "status_code": "1", "status_name": "Open", "open_date": "1990-09-01",
        }
    ]  # fmt: skip


def test_a_code_nobody_knows_is_kept_without_a_name():
    taken, _ = read("1,Oakfield,Community school,9,\n")

    assert (taken[0]["status_code"], taken[0]["status_name"]) == ("9", "")


def test_unreadable_rows_are_found_among_readable_ones_wherever_they_stand():
    count = 3 * BATCH
    bad = {1, 2, BATCH, BATCH + 1, 2 * BATCH + 17, count}
    rows = "".join(
        f"{n},School {n},Community school,1,{'x' if n in bad else ''}\n" for n in range(1, count + 1)
    )

    taken, refused = read(rows)

    assert {row.line - 1 for row in refused} == bad
    assert [row["urn"] for row in taken] == [n for n in range(1, count + 1) if n not in bad]
    assert all(row["line"] == row["urn"] + 1 for row in taken)


def test_lines_are_counted_through_values_of_several_lines_and_blank_lines():
    taken, refused = read(
        '1,"Oak\r\nfield",Community school,1,\n\n\n2,B,Community school,1,x\n3,"C\nD\rE",Community school,1,\n4,D,Community school,1,\n'
    )

    assert [(row["line"], row["urn"]) for row in taken] == [(2, 1), (7, 3), (10, 4)]
    assert [row.line for row in refused] == [6]


@pytest.mark.parametrize("stop", [0, BATCH - 1, BATCH, BATCH + 1])
def test_a_broken_row_is_named_by_its_line(stop):
    before = "1,Oakfield,Community school,1,\n" * stop
    for broken in (
        "2,Oak\n",
        "2,Oakfield,Community school,1,,\n",
        '2,"Oak" field,Community school,1,\n',
        '2,"Oak',
    ):
        with pytest.raises(ImportRefused) as caught:
            read(before + broken)
        assert caught.value.facts == {"line": stop + 2}


def test_a_broken_header():
    with pytest.raises(ImportRefused) as caught:
        Extract(io.StringIO('"URN', newline=""))
    assert caught.value.facts == {"line": 1}

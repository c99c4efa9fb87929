"""What an import of the schools register changes, reports and refuses."""

import gzip
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from npq.domain.organisations.kinds import ImportFault
from npq.domain.organisations.models import RegisterImport, School, SchoolRecord, SearchEntry, SearchWord
from npq.domain.organisations.operations import import_schools
from npq.domain.organisations.queries import (
    school_as_it_stood,
    school_now,
    schools_as_they_stood,
    search_schools,
)
from npq.domain.organisations.rules.faults import ImportRefused
from npq.kernel.journal import entries_about
from tests.domain.organisations.register import (
    BY,
    HIGHFIELD,
    MONDAY,
    OAKFIELD,
    TUESDAY,
    WEDNESDAY,
    WELLSPRING,
    Register,
    as_csv,
    counts,
    names_only,
)

MON, TUE, WED = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 4)
OAK = 900001


def periods(urn: int = OAK) -> list[tuple[date, date | None]]:
    records = SchoolRecord.objects.filter(school_id=urn).order_by("period")
    return [(record.period.lower, record.period.upper) for record in records]


class TestFirstImport:
    def test_adds_each_school_with_what_the_register_says_of_it(self, register):
        report = register.take(OAKFIELD, HIGHFIELD)

        assert counts(report) == (2, 0, 0, 0, 0)
        school = school_now(OAK)
        assert school is not None
        assert (school.name, school.town, school.postcode) == ("Oakfield Primary School", "Marram", "ZZ1 1AA")
        assert (school.type_code, school.type_name) == ("1", "Community school")
        assert (school.status_code, school.local_authority_code, school.ukprn) == ("1", "201", "10900001")
        assert (school.open_date, school.close_date) == (date(1990, 9, 1), None)
        assert (school.low_age, school.high_age, school.pupils) == (4, 11, 210)
        assert (school.easting, school.northing) == (533498, 181201)
        assert school.website == "www.oakfield.example"

    def test_keeps_nothing_of_the_head(self, register):
        register.take(OAKFIELD)

        assert not [field.name for field in SchoolRecord._meta.fields if "head" in field.name]
        assert "Nobody" not in str(SchoolRecord.objects.values().get())

    def test_is_noted_and_journalled_with_counts_only(self, register):
        report = register.take(OAKFIELD, HIGHFIELD)

        noted = RegisterImport.objects.get()
        assert (noted.rows, noted.added, noted.refused, noted.file_name) == (2, 2, 0, "extract.csv")
        (entry,) = entries_about("register_import", report.import_id)
        assert entry.kind == "schools_imported"
        assert entry.facts == {
            "rows": 2, "added": 2, "changed": 0, "closed": 0, "unchanged": 0, "refused": 0
        }  # fmt: skip

    def test_says_in_plain_words_what_it_did(self, register):
        report = register.take(OAKFIELD, HIGHFIELD | {"OpenDate": "31-02-2020"})

        assert str(report).splitlines() == [
            "2 rows: 1 added, 0 changed, 0 closed, 0 unchanged, 1 refused.",
            "  line 3, URN 900002: OpenDate is “31-02-2020”, which is no date",
        ]


class TestShapes:
    @pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_either_encoding_and_either_line_end(self, register, encoding, newline):
        register.take(OAKFIELD | {"EstablishmentName": "École d’Été"}, encoding=encoding, newline=newline)

        assert school_now(OAK).name == "École d’Été"

    def test_compressed(self, register):
        report = register.take_bytes(gzip.compress(as_csv([OAKFIELD, HIGHFIELD]).encode("cp1252")))

        assert counts(report) == (2, 0, 0, 0, 0)

    def test_columns_are_found_by_name_in_any_order(self, register):
        register.take({heading: OAKFIELD[heading] for heading in reversed(OAKFIELD)})

        assert school_now(OAK).name == "Oakfield Primary School"

    def test_fields_without_quotation_marks_and_no_last_line_end(self, register):
        plain = as_csv([OAKFIELD]).replace('"', "").rstrip("\r\n")

        assert counts(register.take_text(plain)) == (1, 0, 0, 0, 0)

    def test_types_and_statuses_given_only_by_name_get_their_codes(self, register):
        register.take(names_only(HIGHFIELD))

        school = school_now(900002)
        assert (school.type_code, school.status_code, school.is_open) == ("34", "1", True)

    def test_a_type_given_only_by_code_gets_its_name(self, register):
        register.take(OAKFIELD, without=["TypeOfEstablishment (name)", "EstablishmentStatus (name)"])

        school = school_now(OAK)
        assert (school.type_name, school.status_name) == ("Community school", "Open")

    def test_a_local_authority_keeps_its_three_digits(self, register):
        register.take(OAKFIELD | {"LA (code)": "0"})

        assert school_now(OAK).local_authority_code == "000"

    @pytest.mark.parametrize("written", ["31-08-2024", "31/08/2024", "2024-08-31"])
    def test_a_day_in_three_ways(self, register, written):
        register.take(OAKFIELD | {"OpenDate": written})

        assert school_now(OAK).open_date == date(2024, 8, 31)

    def test_a_value_over_two_lines_and_what_stands_behind_it(self, register):
        report = register.take(
            OAKFIELD | {"Street": "Oak\r\nLane"}, HIGHFIELD, WELLSPRING | {"StatutoryLowAge": "four"}
        )

        assert school_now(OAK).street == "Oak Lane"
        assert [row.line for row in report.refused] == [5]

    def test_values_with_tabs_and_backslashes(self, register):
        register.take(OAKFIELD | {"Street": "Oak\tLane \\N", "SchoolWebsite": "\\."})

        assert (school_now(OAK).street, school_now(OAK).website) == ("Oak Lane \\N", "\\.")


class TestChange:
    def test_closes_the_dated_record_and_opens_a_new_one(self, register):
        register.take(OAKFIELD, HIGHFIELD)

        report = register.take(OAKFIELD | {"EstablishmentName": "Oakfield School"}, HIGHFIELD, at=TUESDAY)

        assert counts(report) == (0, 1, 0, 1, 0)
        assert periods() == [(MON, TUE), (TUE, None)]
        assert school_as_it_stood(OAK, MON).name == "Oakfield Primary School"
        assert school_as_it_stood(OAK, TUE).name == "Oakfield School"
        assert school_as_it_stood(OAK, MON - timedelta(days=1)) is None
        asked = [(OAK, MON), (OAK, TUE), (900002, TUE), (OAK, MON - timedelta(days=1)), (1, TUE)]
        assert {key: school.name for key, school in schools_as_they_stood(asked).items()} == {
            (OAK, MON): "Oakfield Primary School",
            (OAK, TUE): "Oakfield School",
            (900002, TUE): school_now(900002).name,
        }
        assert periods(900002) == [(MON, None)]

    def test_the_same_file_again_changes_nothing(self, register):
        register.take(OAKFIELD, HIGHFIELD)

        assert counts(register.take(OAKFIELD, HIGHFIELD, at=TUESDAY)) == (0, 0, 0, 2, 0)
        assert periods() == [(MON, None)]

    def test_on_the_same_day_the_last_word_counts(self, register):
        register.take(OAKFIELD)
        register.take(OAKFIELD | {"Town": "Tern Bay"}, at=TUESDAY)

        report = register.take(OAKFIELD | {"Town": "Dunlin"}, at=TUESDAY + timedelta(hours=3))

        assert counts(report) == (0, 1, 0, 0, 0)
        assert periods() == [(MON, TUE), (TUE, None)]
        assert school_as_it_stood(OAK, MON).town == "Marram"
        assert school_as_it_stood(OAK, TUE).town == "Dunlin"
        assert SchoolRecord.objects.get(period__endswith=None).source_id == report.import_id

    def test_on_the_day_it_was_added(self, register):
        register.take(OAKFIELD)
        register.take(OAKFIELD | {"Town": "Dunlin"})

        assert periods() == [(MON, None)]
        assert school_now(OAK).town == "Dunlin"

    def test_a_day_is_a_day_in_london(self, register):
        late_on_monday = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
        register.take(OAKFIELD, at=late_on_monday)

        assert periods() == [(date(2026, 6, 2), None)]

    def test_blank_is_unknown_and_that_is_a_change(self, register):
        register.take(OAKFIELD)

        report = register.take(OAKFIELD | {"UKPRN": "", "NumberOfPupils": ""}, at=TUESDAY)

        assert counts(report) == (0, 1, 0, 0, 0)
        assert (school_now(OAK).ukprn, school_now(OAK).pupils) == ("", None)
        assert SchoolRecord.objects.get(period__endswith=None).ukprn is None
        assert school_as_it_stood(OAK, MON).pupils == 210

    def test_a_column_the_file_lacks_leaves_its_value_alone(self, register):
        register.take(HIGHFIELD)

        report = register.take(names_only(HIGHFIELD) | {"Town": "Dunlin"}, at=TUESDAY)

        assert counts(report) == (0, 1, 0, 0, 0)
        school = school_now(900002)
        assert (school.town, school.trust_code, school.trust_name) == (
            "Dunlin",
            "5001",
            "MARRAM LEARNING TRUST",
        )
        assert counts(register.take(names_only(HIGHFIELD) | {"Town": "Dunlin"}, at=WEDNESDAY)) == (
            0,
            0,
            0,
            1,
            0,
        )

    def test_the_name_of_a_code_that_changed_is_unknown_where_the_file_lacks_it(self, register):
        register.take(HIGHFIELD)
        register.take(HIGHFIELD | {"Trusts (code)": "5002"}, at=TUESDAY, without=["Trusts (name)"])

        school = school_now(900002)
        assert (school.trust_code, school.trust_name) == ("5002", "")

    def test_absence_closes_nothing(self, register):
        register.take(OAKFIELD, HIGHFIELD)

        report = register.take(HIGHFIELD, at=TUESDAY)

        assert counts(report) == (0, 0, 0, 1, 0)
        assert school_as_it_stood(OAK, TUE).is_open
        assert periods() == [(MON, None)]

    def test_a_status_closes(self, register):
        register.take(OAKFIELD)
        closed = {
            "EstablishmentStatus (code)": "2",
            "EstablishmentStatus (name)": "Closed",
            "CloseDate": "31-10-2026",
        }

        report = register.take(OAKFIELD | closed, at=TUESDAY)

        assert counts(report) == (0, 0, 1, 0, 0)
        assert not school_as_it_stood(OAK, TUE).is_open
        assert school_as_it_stood(OAK, MON).is_open
        assert counts(register.take(OAKFIELD | closed, at=WEDNESDAY)) == (0, 0, 0, 1, 0)

    def test_a_status_given_by_name_closes(self, register):
        register.take(names_only(OAKFIELD))

        report = register.take(names_only(OAKFIELD) | {"EstablishmentStatus (name)": "Closed"}, at=TUESDAY)

        assert counts(report) == (0, 0, 1, 0, 0)

    def test_a_close_date_that_is_past_closes(self, register):
        register.take(OAKFIELD)

        report = register.take(OAKFIELD | {"CloseDate": "02-11-2026"}, at=TUESDAY)

        assert counts(report) == (0, 0, 1, 0, 0)
        assert school_as_it_stood(OAK, TUE).closed

    def test_a_close_date_to_come_closes_on_the_day_after(self, register):
        register.take(OAKFIELD)

        report = register.take(OAKFIELD | {"CloseDate": "03-11-2026"}, at=TUESDAY)

        assert counts(report) == (0, 1, 0, 0, 0)
        assert school_as_it_stood(OAK, TUE).is_open
        assert school_as_it_stood(OAK, WED).closed

    def test_a_school_may_open_again(self, register):
        register.take(OAKFIELD | {"EstablishmentStatus (code)": "2"})

        assert counts(register.take(OAKFIELD, at=TUESDAY)) == (0, 1, 0, 0, 0)
        assert school_now(OAK).is_open

    def test_the_search_follows_in_the_same_import(self, register):
        register.take(OAKFIELD, HIGHFIELD)
        register.take(OAKFIELD | {"EstablishmentName": "Curlew Primary School"}, at=TUESDAY)

        assert [school.urn for school in search_schools("curlew")] == [OAK]
        assert not search_schools("oakfield")
        assert not SearchWord.objects.filter(word="oakfield").exists()
        assert SearchWord.objects.get(word="highfield").schools == 1
        assert SearchWord.objects.get(word="marram").schools == 2


class TestRefusedRows:
    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"URN": ""}, "it has no URN"),
            ({"URN": "A1"}, "its URN is “A1”, which is no unique reference number"),
            ({"EstablishmentName": " "}, "it has no name"),
            ({"CloseDate": "soon"}, "CloseDate is “soon”, which is no date"),
            ({"NumberOfPupils": "-4"}, "NumberOfPupils is “-4”, which is no whole number up to 9,999,999"),
            (
                {"TypeOfEstablishment (code)": "", "TypeOfEstablishment (name)": "Castle"},
                "its type is “Castle”, which is none we know",
            ),
            ({"Street": "x" * 501}, "Street holds 501 characters, and 500 is the most"),
        ],
    )
    def test_are_left_out_with_line_and_reason(self, register, change, reason):
        report = register.take(OAKFIELD, HIGHFIELD | change, WELLSPRING)

        assert counts(report) == (2, 0, 0, 0, 1)
        (row,) = report.refused
        assert (row.line, row.reason) == (3, reason)
        assert school_now(900002) is None

    def test_letters_lost_on_the_way(self, register):
        report = register.take(OAKFIELD, HIGHFIELD | {"Town": "Saint-Andr\ufffd"}, encoding="utf-8")

        assert "lost letters" in report.refused[0].reason

    def test_leave_what_was_known_alone(self, register):
        register.take(OAKFIELD)
        report = register.take(OAKFIELD | {"Town": "Dunlin", "OpenDate": "x"}, at=TUESDAY)

        assert counts(report) == (0, 0, 0, 0, 1)
        assert school_now(OAK).town == "Marram"

    def test_a_urn_that_is_there_twice_is_refused_both_times(self, register):
        report = register.take(OAKFIELD, HIGHFIELD, OAKFIELD | {"Town": "Dunlin"})

        assert counts(report) == (1, 0, 0, 0, 2)
        assert [(row.line, row.urn) for row in report.refused] == [(2, "900001"), (4, "900001")]
        assert report.refused[0].reason == "this URN is on lines 2 and 4, and only one can be right"
        assert school_now(OAK) is None

    def test_many_are_found_among_many(self, register):
        rows = [
            OAKFIELD | {"URN": str(900000 + n), "OpenDate": "x" if n % 7 == 0 else ""} for n in range(1, 1000)
        ]
        report = register.take(*rows)

        assert counts(report) == (857, 0, 0, 0, 142)
        assert [row.line for row in report.refused] == [n + 1 for n in range(1, 1000) if n % 7 == 0]


class TestRefusedFiles:
    """None of these changes anything."""

    @pytest.fixture(autouse=True)
    def known(self, register):
        register.take(OAKFIELD, HIGHFIELD)
        before = list(SchoolRecord.objects.order_by("id").values())
        yield
        assert list(SchoolRecord.objects.order_by("id").values()) == before
        assert RegisterImport.objects.count() == 1
        assert SearchEntry.objects.count() == 2

    def refused(self, register: Register, data: bytes, **how) -> ImportRefused:
        with pytest.raises(ImportRefused) as caught:
            register.take_bytes(data, at=TUESDAY, **how)
        return caught.value

    NEW = as_csv([OAKFIELD | {"Town": "Dunlin"}, HIGHFIELD, WELLSPRING]).encode("cp1252")

    def test_no_such_file(self, register):
        with pytest.raises(ImportRefused) as caught:
            import_schools(by=BY, at=TUESDAY, file=register.file.with_name("none.csv"))
        assert caught.value.code is ImportFault.NO_SUCH_FILE

    @pytest.mark.parametrize("cut", [40, 10, 3, 1])
    def test_that_breaks_off_in_the_last_row(self, register, cut):
        refusal = self.refused(register, self.NEW.rstrip()[:-cut])

        assert refusal.code is ImportFault.BROKEN

    def test_that_breaks_off_between_two_fields(self, register):
        broken = self.NEW[: self.NEW.rindex(b',"')] + b"\r\n"

        refusal = self.refused(register, broken)
        assert str(refusal) == (
            f"Line 4 has {len(OAKFIELD) - 1} fields, and the header has {len(OAKFIELD)}. "
            "The file is damaged, or breaks off there."
        )
        assert refusal.facts == {"line": 4}

    def test_with_a_field_too_many(self, register):
        refusal = self.refused(register, self.NEW.replace(b'"Marram"', b'"Marram","Bay"', 1))

        assert (refusal.code, refusal.facts["line"]) == (ImportFault.BROKEN, 4)

    def test_with_a_quotation_mark_too_few(self, register):
        refusal = self.refused(register, self.NEW.replace(b'"900002"', b'"900002', 1))

        assert (refusal.code, refusal.facts["line"]) == (ImportFault.BROKEN, 3)
        assert "quotation mark" in str(refusal)

    def test_with_a_quotation_mark_too_many(self, register):
        refusal = self.refused(register, self.NEW.replace(b"Oakfield", b'"Oakfield', 1))

        assert (refusal.code, refusal.facts["line"]) == (ImportFault.BROKEN, 2)

    def test_compressed_and_cut_off(self, register):
        refusal = self.refused(register, gzip.compress(self.NEW)[:-20])

        assert (refusal.code, "compressed" in str(refusal)) == (ImportFault.BROKEN, True)

    def test_compressed_and_damaged(self, register):
        data = bytearray(gzip.compress(self.NEW))
        data[len(data) // 2] ^= 0xFF

        assert self.refused(register, bytes(data)).code is ImportFault.BROKEN

    def test_of_another_kind(self, register):
        refusal = self.refused(register, b'"URN","LinkURN","LinkName"\r\n"100006","134643","CCfL"\r\n')

        assert refusal.code is ImportFault.NOT_THE_EXTRACT
        assert "no column EstablishmentName" in str(refusal)
        assert "no column EstablishmentStatus (code) or EstablishmentStatus (name)" in str(refusal)

    def test_with_a_column_twice(self, register):
        refusal = self.refused(register, self.NEW.replace(b'"Street"', b'"Town"', 1))

        assert str(refusal).startswith("The column Town is in the file twice")

    def test_in_a_spreadsheets_own_format(self, register):
        refusal = self.refused(register, b"PK\x03\x04 and so on")

        assert (refusal.code, "Save it as CSV" in str(refusal)) == (ImportFault.NOT_TEXT, True)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
    def test_in_a_wide_encoding(self, register, encoding):
        refusal = self.refused(register, as_csv([OAKFIELD]).encode(encoding))

        assert (refusal.code, "UTF-16" in str(refusal)) == (ImportFault.WRONG_ENCODING, True)

    def test_in_an_unknown_encoding(self, register):
        refusal = self.refused(register, self.NEW.replace(b"Oak Lane", b"Oak \x81 Lane", 1))

        assert (refusal.code, refusal.facts) == (ImportFault.WRONG_ENCODING, {"line": 2})

    def test_in_two_encodings(self, register):
        mixed = as_csv([OAKFIELD | {"Town": "Été"}, HIGHFIELD | {"Town": "Été"}]).encode("utf-8")
        mixed += "\r\n".join(as_csv([WELLSPRING | {"Town": "Été"}]).split("\r\n")[1:]).encode("cp1252")

        refusal = self.refused(register, mixed)
        assert (refusal.code, refusal.facts) == (ImportFault.WRONG_ENCODING, {"line": 4})

    def test_that_is_no_text(self, register):
        assert (
            self.refused(register, self.NEW.replace(b"Oak Lane", b"Oak\0Lane", 1)).code
            is ImportFault.NOT_TEXT
        )

    @pytest.mark.parametrize("data", [b"", NEW[: NEW.index(b"\r\n") + 2]])
    def test_that_is_empty(self, register, data):
        assert self.refused(register, data).code in (ImportFault.EMPTY, ImportFault.NOT_THE_EXTRACT)

    def test_dated_before_the_last(self, register):
        with pytest.raises(ImportRefused) as caught:
            register.take(OAKFIELD, at=MONDAY - timedelta(days=1))
        assert caught.value.code is ImportFault.OLDER_THAN_THE_LAST


class TestHalfAFile:
    MANY = [OAKFIELD | {"URN": str(900000 + n)} for n in range(1, 121)]

    def test_is_refused_unless_it_is_meant_to_be_smaller(self, register):
        register.take(*self.MANY)

        with pytest.raises(ImportRefused) as caught:
            register.take(*self.MANY[:59], at=TUESDAY, allow_smaller=False)
        assert caught.value.code is ImportFault.TOO_SMALL
        assert str(caught.value).startswith(
            "The file has 59 rows, and 120 open schools are known: less than half."
        )
        assert counts(register.take(*self.MANY[:59], at=TUESDAY)) == (0, 0, 0, 59, 0)

    def test_is_noticed_by_the_last_file_with_the_same_columns(self, register):
        closed = {"EstablishmentStatus (code)": "2", "EstablishmentStatus (name)": "Closed"}
        register.take(*self.MANY[:60], *(row | closed for row in self.MANY[60:]))

        with pytest.raises(ImportRefused) as caught:
            register.take(*self.MANY[:60], at=TUESDAY, allow_smaller=False)
        assert "the last one with the same columns had 120" in str(caught.value)

    def test_a_file_of_another_shape_may_have_fewer(self, register):
        register.take(*self.MANY)

        few = [names_only(row) for row in self.MANY[:70]]
        assert counts(register.take(*few, at=TUESDAY, allow_smaller=False)) == (0, 0, 0, 70, 0)


class TestTheDatabaseRefuses:
    def record(self, period) -> SchoolRecord:
        return SchoolRecord(school_id=OAK, period=period, name="Other", source_id=1)

    @pytest.mark.parametrize(
        "period", [(MON, None), (TUE, None), (MON - timedelta(days=9), TUE), (WED, WED + timedelta(days=1))]
    )
    def test_two_records_of_one_school_on_one_day(self, register, period):
        register.take(OAKFIELD)

        with pytest.raises(IntegrityError, match="one_record_a_day"), transaction.atomic():
            self.record(period).save()

    def test_but_neighbours_are_welcome(self, register):
        register.take(OAKFIELD)

        self.record((MON - timedelta(days=9), MON)).save()

    @pytest.mark.parametrize("period", ["empty", "(,2020-01-01)"])
    def test_a_period_without_a_beginning(self, register, period):
        register.take(OAKFIELD)

        with pytest.raises(IntegrityError, match="record_begins"), transaction.atomic():
            self.record(period).save()


class TestTwoAtOnce:
    def test_wait_for_each_other(self, real_database, tmp_path):
        files = []
        for n in range(4):
            file = tmp_path / f"{n}.csv"
            file.write_text(as_csv([OAKFIELD | {"Town": f"Town {n}"}, HIGHFIELD]), encoding="cp1252")
            files.append(file)
        failures = import_in_threads(files)

        assert failures == []
        assert SchoolRecord.objects.count() == School.objects.count() == 2
        assert SearchWord.objects.get(word="highfield").schools == 1
        assert sum(i.added for i in RegisterImport.objects.all()) == 2


def import_in_threads(files) -> list[BaseException]:
    failures: list[BaseException] = []

    def take(file):
        try:
            import_schools(by=BY, at=MONDAY, file=file)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures

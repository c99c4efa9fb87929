"""What becomes of an author's text, and what never gets through."""

from decimal import Decimal

import pytest

from npq.domain.learning.packs.book import Column, ColumnKind, DataBook, Table, TableFile
from npq.domain.learning.packs.expressions import CannotWorkOut
from npq.domain.learning.packs.pages import citation
from npq.domain.learning.packs.shapes import Source
from npq.domain.learning.packs.text import CannotWrite, filled_in, with_tables, write
from tests.web.shared import dom


@pytest.fixture
def book() -> DataBook:
    made = DataBook()
    file = TableFile(
        title="Two schools & a pier",
        columns={
            "name": Column("School", ColumnKind.TEXT),
            "pupils": Column("Pupils", ColumnKind.NUMBER),
            "absence": Column("Absence", ColumnKind.PERCENT),
            "days": Column("Days lost", ColumnKind.NUMBER, formula="round(pupils * absence * 190)"),
        },
        rows={
            "oak": {"name": "Oak | Primary", "pupils": 200, "absence": Decimal("0.05")},
            "elm": {"name": "Elm", "pupils": 1000, "absence": Decimal("0.08")},
        },
    )
    made.tables["schools"] = Table.of("schools", file, made)
    return made


class TestBook:
    def test_columns_are_added_up_weighed_and_narrowed(self, book):
        schools = book.look_up("schools")
        assert schools.sum("pupils") == 1200
        assert schools.mean("pupils") == 600
        assert schools.weighted("absence", "pupils") == Decimal("0.075")
        assert schools.where("name", "Elm").ids == ["elm"]
        assert schools.look_up("oak").look_up("days") == 1900

    @pytest.mark.parametrize("name", ["ash", "by_id", "book", "__class__"])
    def test_what_is_not_there_is_said(self, book, name):
        with pytest.raises(CannotWorkOut):
            book.look_up("schools").look_up(name)
        with pytest.raises(CannotWorkOut):
            book.look_up("schools").look_up("oak").look_up(name)


class TestFigures:
    def fill(self, book, text):
        return filled_in(text, {"book": book, "table": with_tables(book), "share": Decimal("0.125")})

    def test_are_drawn_and_written_as_people_read_them(self, book):
        assert (
            self.fill(book, '{{ book.schools.sum("pupils") | number }} and {{ share | percent }}')
            == "1,200 and 13%"
        )

    def test_a_table_has_its_title_its_total_and_no_broken_cell(self, book):
        html = write(self.fill(book, '{{ table("schools", total=["pupils", "days"]) }}'), {}).html
        assert "Two schools &amp; a pier</caption>" in html
        assert "Oak / Primary" in html
        assert "1,200" in html
        assert "17,100" in html
        assert 'class="govuk-table__cell govuk-table__cell--numeric"' in html
        assert "style=" not in html

    @pytest.mark.parametrize(
        "text",
        [
            "{{ nobody }}", "{{ book.schools.ash.pupils }}", "{{ share / 0 }}", "{{ 1 +", "{{ share.real }}",
            "{{ ''.__class__.__mro__ }}", "{{ book.__class__ }}", "{{ table('schools', columns=['towns']) }}",
            "{{ share | safe }}", "{{ book.schools.oak.name | money }}", "{{ range(3) }}", "{{ cycler }}",
        ],
    )  # fmt: skip
    def test_what_cannot_be_worked_out_is_said_with_its_line(self, book, text):
        with pytest.raises(CannotWrite) as error:
            self.fill(book, f"one\ntwo {text}")
        assert error.value.line == 2

    def test_nothing_but_figures_is_a_template(self, book):
        text = "{% for one in book %} {# this #}"
        assert self.fill(book, text) == text


class TestWriting:
    def test_the_designs_classes_and_nothing_an_author_should_not_have(self):
        html = write("## Two\n\n### Three\n\nWords *here*.\n\n- one\n\n1. two\n\n> said\n", {}).html
        for piece in ('<h2 class="govuk-heading-m">', '<h3 class="govuk-heading-s">', '<p class="govuk-body">',
                      'class="govuk-list govuk-list--bullet"', 'class="govuk-list govuk-list--number"',
                      '<blockquote class="govuk-inset-text">'):  # fmt: skip
            assert piece in html

    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>", "[x](javascript:alert(1))", '<p onclick="x">y</p>', "<style>p{}</style>",
            "![x](data:text/html;base64,aaaa)", '[x](https://a.example "t" onmouseover=1)', "<iframe src=x></iframe>",
        ],
    )  # fmt: skip
    def test_no_script_gets_through(self, text):
        written = dom.fragment(write(text, {}).html)
        for element in written.iter():
            assert element.tag in {"body", "div", "p", "a", "html", "head", "DOCUMENT_FRAGMENT"}
            assert not {name for name in element.attrib if name.startswith("on") or name == "style"}
            assert element.attrib.get("href", "https:").startswith("https:")

    def test_running_text_leaves_out_tables_headings_and_citations(self):
        written = write(
            "## Head\n\nSaid so [@key].\n\n| a | b |\n|---|---|\n| c | d |\n",
            {"key": ("K (1)", "page:s#key")},
        )
        assert written.prose == "Said so ."
        assert 'href="page:s#key"' in written.html

    def test_the_title_is_the_pages_own(self):
        with pytest.raises(CannotWrite, match="##"):
            write("# One\n", {})

    def test_every_column_of_a_table_has_a_head(self):
        with pytest.raises(CannotWrite, match="no head") as error:
            write("One.\n\n| | Pupils |\n|---|---|\n| Bay | 12 |\n", {})
        assert error.value.line == 3


@pytest.mark.parametrize(
    ("authors", "cited"),
    [
        ("Robinson, V.", "Robinson (2011)"),
        ("Bryk, A. S. & Schneider, B.", "Bryk and Schneider (2011)"),
        ("Collins, C., Henson, S. & Knights, E.", "Collins and others (2011)"),
        ("Department for Education", "Department for Education (2011)"),
    ],
)
def test_a_source_is_named_as_texts_name_it(authors, cited):
    source = Source(authors=authors, title="T", publisher="P", year="2011", kind="book", about="A")
    assert citation(source) == cited

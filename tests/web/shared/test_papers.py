"""Papers in their layouts: a table in words says all that the table did."""

from npq.domain.assessment.kinds import Format
from npq.domain.learning.packs.text import write
from npq.web.shared.papers import classes, tables_in_words

TABLE = """Before & *after*.

Table: Pupils & staff

| School | Pupils | Staff |
|---|---:|---:|
| Gate **Hill** | 210 | 14 |
| Bay | 95 | |

- And a list.
"""


def test_each_row_is_a_line_in_which_figures_have_their_heads():
    said = tables_in_words(write(TABLE, {}).html)
    assert "<table" not in said
    assert "<div" not in said
    assert "<strong>Table: Pupils &amp; staff. </strong>2 lines." in said
    assert "<li>Gate <strong>Hill</strong>. Pupils: 210; Staff: 14.</li>" in said
    assert "<li>Bay. Pupils: 95.</li>" in said


def test_all_else_stays_as_it_is():
    html = write(TABLE.replace("|", "!"), {}).html
    assert tables_in_words(html) == html
    assert "Before &amp; <em>after</em>." in tables_in_words(write(TABLE, {}).html)


def test_a_table_without_lines_is_no_fault():
    assert "0 lines." in tables_in_words("<table><thead><tr><th>A</th></tr></thead></table>")
    assert tables_in_words("<table></table>x") == "x"


def test_formats_go_together():
    assert classes((Format.PLAIN, Format.LARGE_PRINT)) == "npq-papers npq-papers--large npq-papers--plain"
    assert classes(()) == "npq-papers"

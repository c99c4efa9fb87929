"""What lists and details are made of."""

from tests.web.shared import dom


def parts(visit, query="") -> dom.ElementTree.Element:
    return dom.page(visit.get(f"/parts{query}").content.decode())


def test_a_table_has_a_caption_that_names_it_and_heads_for_rows_and_columns(visit):
    page = parts(visit)
    (region,) = dom.find(page, "div", class_="npq-table")
    assert dom.words(dom.by_id(page, region.attrib["aria-labelledby"])) == "People"
    assert region.attrib["tabindex"] == "0"
    assert [dom.words(th) for th in dom.find(page, "th", scope="col")] == ["Name", "Status", "Number"]
    assert len(dom.find(page, "th", scope="row")) == 5
    assert all(dom.find(row, "td", class_="govuk-table__cell--numeric") for row in page.find(".//tbody"))


def test_a_summary_list_escapes_and_says_what_is_changed(visit):
    page = parts(visit)
    assert [dom.words(dd) for dd in dom.find(page, "dd", class_="govuk-summary-list__value")] == [
        "Ada <Bell>",
        "October 2026",
    ]
    (change,) = [a for a in page.iter("a") if dom.words(a).startswith("Change")]
    assert dom.words(change) == "Change name"
    assert len(dom.find(page, "div", class_="govuk-summary-list__row--no-actions")) == 1


def test_a_tag_says_its_state_in_words(visit):
    (tag,) = dom.find(parts(visit), "strong", class_="govuk-tag--yellow")
    assert dom.words(tag) == "Pending"


def test_paging_says_what_part_of_the_list_is_shown(visit):
    page = parts(visit, "?status=pending&page=2")
    assert "Showing 26 to 50 of 240" in dom.words(page)
    (following,) = dom.find(page, "a", rel="next")
    assert following.attrib["href"] == "?status=pending&page=3"


def test_a_form_is_not_sent_twice_by_a_double_click(visit):
    page = dom.page(visit.get("/form").content.decode())
    (button,) = dom.find(page, "button", type="submit")
    assert button.attrib["data-prevent-double-click"] == "true"

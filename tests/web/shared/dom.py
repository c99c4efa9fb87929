"""HTML compared as browsers read it: elements, attributes and words, not spaces or order of attributes."""

from typing import Any
from xml.etree import ElementTree

import html5lib

NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def fragment(html: str) -> ElementTree.Element:
    return html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)


def page(html: str) -> ElementTree.Element:
    """A whole page. Raises html5lib's ParseError where it is not well written."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    return parser.parse(html)


def shape(element: ElementTree.Element) -> Any:
    """An element as nested tuples, equal for elements that mean the same."""
    attributes = {name: " ".join(value.split()) for name, value in element.attrib.items()}
    inside: list[Any] = [_words(element.text)]
    for child in element:
        inside += [shape(child), _words(child.tail)]
    return (str(element.tag), attributes, [part for part in inside if part])


def same(one: str, other: str) -> bool:
    return shape(fragment(one)) == shape(fragment(other))


def words(element: ElementTree.Element) -> str:
    return _words("".join(element.itertext()))


def by_id(root: ElementTree.Element, wanted: str) -> ElementTree.Element:
    found = [element for element in root.iter() if element.attrib.get("id") == wanted]
    assert len(found) == 1, f"{len(found)} elements with id “{wanted}”"
    return found[0]


def find(root: ElementTree.Element, tag: str, **attributes: str) -> list[ElementTree.Element]:
    """Elements of a tag whose attributes have the values given; class_ is one of the classes."""
    css = attributes.pop("class_", None)
    return [
        element
        for element in root.iter(tag)
        if all(element.attrib.get(name.replace("_", "-")) == value for name, value in attributes.items())
        and (css is None or css in element.attrib.get("class", "").split())
    ]


def _words(text: str | None) -> str:
    return " ".join((text or "").split())

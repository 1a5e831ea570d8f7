"""The XML of Word files by local names, which Word's two dialects share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from ipqa.errors import UnreadableFileError
from ipqa.loaders.zips import read_member

DAMAGED = "it is damaged, or no Word file: save it again as .docx"
GONE = frozenset(
    """del moveFrom delText instrText delInstrText fldData rPr pPr rt sectPr altChunk annotationRef
    footnoteRef endnoteRef sdtPr sdtEndPr tblPr tblGrid trPr tcPr object""".split()
)
"""Elements whose text is not, or no longer, part of what a reader sees."""


def read_part(archive: ZipFile, name: str, names: set[str], path: Path) -> Any:
    """The root of an XML file inside; an empty element for one that is not there."""
    from lxml import etree

    if name not in names:
        return etree.Element("none")
    raw = read_member(archive, name, path)
    # No Word file declares entities; where they multiply, they blow up.
    if b"<!DOCTYPE" in raw or "<!DOCTYPE".encode("utf-16-le") in raw:
        raise UnreadableFileError(path, DAMAGED)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(path, DAMAGED) from error


def seen(parent: Any) -> Iterator[Any]:
    """The children of an element; of alternatives, which show the same twice, the first."""
    for child in parent:
        if local_name(child) == "AlternateContent":
            if len(child):
                yield from seen(child[0])
        else:
            yield child


def rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table, without those that were deleted."""
    for child in seen(table):
        if local_name(child) == "tr":
            if child_of(child_of(child, "trPr"), "del") is None:
                yield child
        elif local_name(child) not in GONE:
            yield from rows_of(child)


def cells_of(row: Any) -> Iterator[Any]:
    """The cells of a row."""
    for child in seen(row):
        if local_name(child) == "tc":
            yield child
        elif local_name(child) not in GONE:
            yield from cells_of(child)


def local_name(element: Any) -> str:
    """The name of an element without its dialect; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child_of(element: Any, name: str) -> Any:
    """The first child with a name, or ``None``; nothing has none."""
    if element is None:
        return None
    return next((child for child in element if local_name(child) == name), None)


def attribute_of(element: Any, name: str) -> str | None:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def value_of(element: Any, name: str) -> str:
    """The ``val`` of the first child with a name; empty where there is none."""
    child = child_of(element, name)
    return (attribute_of(child, "val") or "") if child is not None else ""


def is_on(properties: Any, name: str) -> bool:
    """Whether a property that is on or off is there and on."""
    child = child_of(properties, name)
    return child is not None and (attribute_of(child, "val") or "1") not in ("0", "false", "off")

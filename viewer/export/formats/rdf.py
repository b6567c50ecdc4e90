"""Writes what a picture shows and comes from as RDF, the form that SVG and PDF carry inside.

Title and description are Dublin Core; every other entry is a property of our own namespace.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = "urn:mission-timeline:1"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escape(text: str) -> str:
    """Return the text for use in XML, in an element or in double quotes; what XML cannot hold is dropped."""
    return "".join(_ENTITIES.get(char, char) for char in _FORBIDDEN.sub("", text))


def rdf_lines(title: str, description: str, metadata: Mapping[str, str]) -> list[str]:
    """Return the lines of one rdf:RDF element; keys become element names, entries are in the order of the keys."""
    lines = [
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        f'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:mt="{NAMESPACE}">',
        f"<dc:title>{_in_default_language(title)}</dc:title>",
        f"<dc:description>{_in_default_language(description)}</dc:description>",
    ]
    for key in sorted(metadata):
        name = _element_name(key)
        lines.append(f"<mt:{name}>{escape(metadata[key])}</mt:{name}>")
    return [*lines, "</rdf:Description>", "</rdf:RDF>"]


def _in_default_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _element_name(key: str) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-")
    return name if name and not name[0].isdigit() else f"entry-{name}".rstrip("-")

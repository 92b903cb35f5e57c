"""The names that a site gives itself around its pages: in head elements, in its header, in its footer.

A header sets the name of the body as a logo or over several lines; a footer writes it before the address
("Ville de Sées – 1 place …"), behind "©" or behind "édité par".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.normalise.documents.folding import clean, fold
from flows.normalise.documents.json_ld import types_of
from flows.normalise.lexicon import lexicon

_WORDS = lexicon("page_parts")
_LETTERHEAD = ", ".join(_WORDS["letterhead"])
_NOISE = re.compile(rf"^(?:{'|'.join(_WORDS['letterhead_noise'])})+")
_LONGEST_NAME = 110
_MOST_NAMES = 24
_MOST_PIECES = 16
_MOST_NODES = 300
_LONGEST_JOINED = 4
"""Pieces of a logo that together may be one name: "Agence régionale | de santé | Bretagne"."""
_NOT_NAMING = frozenset(
    ("nav", "ul", "ol", "form", "select", "button", "script", "style", "svg", "main", "article")
)
_PUBLISHER_METAS = ("dc.publisher", "dcterms.publisher", "publisher", "copyright", "author", "dc.creator")


def stated_publishers(metas: Mapping[str, str], data: tuple[Mapping[str, Any], ...]) -> tuple[str, ...]:
    """Who publishes a page as its head elements and its JSON-LD say, each name once."""
    names = dict.fromkeys(metas[name] for name in _PUBLISHER_METAS if name in metas)
    for item in data:
        is_organisation = any(name.endswith("Organization") for name in types_of(item))
        for told in (item.get("publisher"), item if is_organisation else None):
            name = told.get("name") if isinstance(told, Mapping) else None
            if isinstance(name, str) and 2 < len(clean(name)) <= _LONGEST_NAME:
                names[clean(name)] = None
    return tuple(names)


def letterhead(page: LexborHTMLParser) -> tuple[str, ...]:
    """What the site's header and footer write where the name of its body stands, each line once."""
    names: dict[str, None] = {}
    for node in page.css(_LETTERHEAD):
        for line in _lines(node):
            name = own_name(line)
            name = _IMPRINT_END.split(name, maxsplit=1)[0].strip(" ,:;·|")
            if 2 < len(name) <= _LONGEST_NAME:
                names[name] = None
        if len(names) >= _MOST_NAMES:
            break
    return tuple(names)


def own_name(written: str) -> str:
    """A name without what sites write before it: "Site officiel de la commune de Sées"."""
    words = clean(written)
    return words[len(words) - len(_NOISE.sub("", fold(words))) :]


def _lines(node: LexborNode) -> list[str]:
    """The lines of a header or footer; what is set over several lines, also as one."""
    pieces: list[str] = []
    for piece in _pieces(node):
        if pieces and (_GOES_ON.match(piece) or _OPEN_END.search(pieces[-1])):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
        if len(pieces) == _MOST_PIECES:
            break
    if 1 < len(pieces) <= _LONGEST_JOINED:
        return [*pieces, " ".join(pieces)]
    return pieces


_GOES_ON = re.compile(r"(?:de la |de l['’]|du |des |de |d['’]|et (?:de |du |des )|& )", re.I)
_OPEN_END = re.compile(r"(?:\b(?:de la|de l['’]|du|des|de|d['’]|et|la|le|les)|&|-)$", re.I)


def _pieces(root: LexborNode) -> Iterator[str]:
    """The words of an element piece by piece, pictures by what they stand for; menus are left out."""
    stack, left = [root], _MOST_NODES
    while stack and left:
        left -= 1
        node = stack.pop()
        if node.tag == "-text":
            if words := clean(node.text_content or ""):
                yield words
            continue
        attributes = node.attributes
        for told in (attributes.get("title"), attributes.get("alt")):
            if told:
                yield clean(told)
        if node is root or node.tag not in _NOT_NAMING:
            stack.extend(reversed(list(node.iter(include_text=True))))


_IMPRINT_END = re.compile(
    r"\s[–—|·•-]\s|\s?\||, ?(?=\d)|\. "
    rf"|, (?=(?:{_WORDS['streets']}|quartier|zone|za|zi|immeuble|bâtiment|bât|espace|parc|esplanade"
    r"|technop[oô]le|cs|bp|lieu-dit|h[oô]tel|si[eè]ge|mairie|association|tél|soumise?|régie?|agréée?|membre|reconnue?|certifiée?|inscrite?|ouverte?|située?|sise?|siren|siret)\b)"
    rf"| (?=\d{{1,4}}(?: (?:bis|ter))?,? (?:{_WORDS['streets']})\b)"
    r"| ©| (?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?(?=$|[ .])| sous l['’][ée]gide | tous droits| \[",
    re.I,
)
"""What ends the name in an imprint: "Ville de Sées – 1 place …", "© 2024 URPS. Tous droits …"."""

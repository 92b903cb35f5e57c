"""Where links stand in the words of a block: marked while the words are gathered, read off at its end."""

from __future__ import annotations

import re

from flows.normalise.documents.html_writer import Links

# Noncharacters, which no page holds once it is read (see `html`).
LINK_OPEN, LINK_CLOSE = "\ufdd0", "\ufdd1"
_LINK_MARKS = re.compile(f"([{LINK_OPEN}{LINK_CLOSE}])")


def without_link_marks(text: str, addresses: list[str]) -> tuple[str, Links]:
    """`text` without the marks around links, and where each link stands in it."""
    if not addresses and LINK_CLOSE not in text:
        return text, []
    plain = ""
    links: Links = []
    opened: list[tuple[int, str]] = []
    remaining = iter(addresses)
    for piece in _LINK_MARKS.split(text):
        if piece == LINK_OPEN:
            opened.append((len(plain), next(remaining, "")))
        elif piece == LINK_CLOSE:
            if opened:
                start, address = opened.pop()
                links.append((start, len(plain), address))
        else:
            plain += piece.lstrip() if not plain or plain.endswith(" ") else piece
    plain = plain.rstrip()
    kept = [(start, min(end, len(plain)), address) for start, end, address in links if address]
    return plain, [link for link in kept if link[0] < link[1]]

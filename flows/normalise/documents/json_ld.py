"""What a page tells in JSON-LD: things with their types, as schema.org names them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_LARGEST = 500_000
_MOST = 5_000


def described_things(page: LexborHTMLParser) -> Iterator[Mapping[str, Any]]:
    """Every object of the page's JSON-LD that has a type, lists and @graph opened."""
    waiting: list[Any] = []
    for node in page.css('script[type="application/ld+json"]'):
        source = (node.text() or "").strip().removeprefix("<![CDATA[").removesuffix("]]>")
        if len(source) > _LARGEST:
            continue
        try:
            waiting.append(json.loads(source, strict=False))
        except (ValueError, RecursionError):
            continue
    waiting.reverse()
    seen = 0
    while waiting and seen < _MOST:
        item = waiting.pop()
        seen += 1
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            if "@type" in item and _is_text(item):
                yield item
            waiting.extend(
                reversed([item[key] for key in ("@graph", "mainEntity", "subEvent") if key in item])
            )


def _is_text(item: Mapping[str, Any]) -> bool:
    """Whether the strings of an object can be written as UTF-8 (escaped half characters cannot)."""
    try:
        json.dumps(item, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def types_of(item: Mapping[str, Any]) -> list[str]:
    """The names of an object's types, without the vocabulary they are from."""
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    return [name.rsplit("/", 1)[-1] for name in names if isinstance(name, str)]

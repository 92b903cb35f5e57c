"""Labels that stand on a line of their own above their value: "Date limite" over "30 mai 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.normalise.documents.drafts import Draft
from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import BlockKind
from flows.normalise.documents.page_parts import is_known_label, is_section_name

_LONGEST_LABEL = 48
_LONGEST_VALUE = 100
_HAS_OWN_LABEL = re.compile(r"[^\d:?][^:?]{1,47}(?: ?:|\?) ")


def with_labels_joined(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, each label put on the line of its value where one short line is all that it may have.

    A heading that is such a label ("Où ?") becomes the paragraph that it makes with its answer.
    """
    skipped = -1
    for index, draft in enumerate(drafts):
        if index == skipped:
            continue
        value, following = (*drafts[index + 1 : index + 3], None, None)[:2]
        if (
            value is None
            or not (_is_label(draft) and _may_be_value(value))
            or (following is not None and _goes_on(draft, value, following))
        ):
            yield draft
        else:
            yield _one_line(draft, value)
            skipped = index + 1


def _is_label(draft: Draft) -> bool:
    text = draft.text
    is_title = draft.kind is BlockKind.HEADING and draft.level == 1
    if is_title or draft.cells or len(text) > _LONGEST_LABEL or is_section_name(text):
        return False
    return is_known_label(fold(text).rstrip(" :?"))


def _may_be_value(draft: Draft) -> bool:
    return (
        draft.kind is BlockKind.PARAGRAPH
        and not draft.marker
        and len(draft.text) <= _LONGEST_VALUE
        and not draft.text.endswith(":")
        and _HAS_OWN_LABEL.match(draft.text) is None
    )


def _goes_on(label: Draft, value: Draft, following: Draft) -> bool:
    """Whether what follows a value belongs to its label too: a list, a table, a line as short that is no
    sentence."""
    if following.kind is not BlockKind.PARAGRAPH:
        return following.kind is not BlockKind.HEADING and label.kind is not BlockKind.LIST_ITEM
    return (
        len(following.text) <= _LONGEST_VALUE
        and (value.text.endswith(".") or not following.text.endswith("."))
        and not _is_label(following)
        and _HAS_OWN_LABEL.match(following.text) is None
    )


def _one_line(label: Draft, value: Draft) -> Draft:
    sign = " " if label.text.endswith((":", "?")) else " : "
    shift = len(label.text) + len(sign)
    links = label.links + [(start + shift, end + shift, url) for start, end, url in value.links]
    line = label if label.kind is BlockKind.LIST_ITEM else replace(value, marker=label.marker, gap=label.gap)
    return replace(line, text=f"{label.text}{sign}{value.text}", links=links)

"""The first and last day of a programme in lines that label them ("Rentrée : 1er septembre")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.normalise.documents.model import Block
from flows.normalise.frames.page import Found, Page, within
from flows.normalise.frames.programmes.call_dates import date_words
from flows.normalise.frames.programmes.model import Period
from flows.normalise.mentions.model import DateMention


def labelled_dates(page: Page, dates: Found[DateMention], blocks: Sequence[Block]) -> Period:
    """What the labels of lines, or of two-celled rows, say of its beginning and end."""
    found = Period()
    for block in blocks:
        pair = page.outline.label_value(block)
        if pair is None or not (inside := within(dates, block.start, pair.end)):
            continue
        mention = inside[0]
        if date_words("period_labels").fullmatch(pair.label):
            found = Period(found.start or mention.first, inside[-1].last, mention.precision)
        elif found.start is None and mention.first and date_words("start_labels").fullmatch(pair.label):
            found = replace(found, start=mention.first, precision=mention.precision)
        elif found.end is None and mention.last and date_words("end_labels").fullmatch(pair.label):
            found = replace(found, end=mention.last)
    return found

"""Where marks open and close, whatever nests, crosses or coincides."""

from __future__ import annotations

from flows.review.announcement import ReadRow, Review
from flows.review.marks import COLOURS, Closing, Opening, Words, marked
from schemas import TABLES

TEXT = "abcdefghij"


def row(number: int, table: str, start: int, end: int) -> ReadRow:
    return ReadRow(number, table, {"evidence_start": start, "evidence_end": end}, ())


def shown(text: str, *rows: ReadRow) -> str:
    """Pieces as one line: openings "(label:", closings ":rows)", words with the tables that hold them."""
    line = ""
    for piece in marked(text, rows):
        if isinstance(piece, Opening):
            line += f"({piece.mark.label}:"
        elif isinstance(piece, Closing):
            line += f":{piece.mark.rows})"
        else:
            line += piece.text + "".join(f"/{mark.table}" for mark in piece.marks) + " "
    return line


def test_words_that_nothing_rests_on_stay_as_they_are() -> None:
    assert shown(TEXT) == "abcdefghij "
    assert shown("") == ""


def test_a_row_is_marked_where_its_evidence_lies() -> None:
    assert shown(TEXT, row(2, "event", 2, 5)) == "ab (event 2:cde/event :2)fghij "
    assert shown(TEXT, row(2, "event", 0, 10)) == "(event 2:abcdefghij/event :2)"


def test_a_row_inside_another() -> None:
    assert shown(TEXT, row(3, "funding", 4, 6), row(2, "event", 2, 8)) == (
        "ab (event 2:cd/event (funding 3:ef/event/funding :3)gh/event :2)ij "
    )


def test_the_longer_of_two_that_begin_together_is_outside() -> None:
    assert shown(TEXT, row(2, "event", 0, 2), row(3, "funding", 0, 4)) == (
        "(funding 3:(event 2:ab/funding/event :2)cd/funding :3)efghij "
    )


def test_rows_that_cross() -> None:
    assert shown(TEXT, row(2, "event", 1, 5), row(3, "funding", 3, 8)) == (
        "a (event 2:bc/event (funding 3:de/event/funding :2)fgh/funding :3)ij "
    )


def test_rows_that_touch_close_before_the_next_opens() -> None:
    assert shown(TEXT, row(2, "event", 0, 5), row(3, "event", 5, 10)) == (
        "(event 2:abcde/event :2)(event 3:fghij/event :3)"
    )


def test_rows_of_one_table_on_the_same_words_share_a_mark() -> None:
    rows = [row(2, "event", 0, 3), row(4, "indicator", 0, 3), row(5, "indicator", 0, 3)]
    assert shown(TEXT, *rows) == "(event 2:(indicator 4,5:abc/event/indicator :4,5):2)defghij "


def test_evidence_without_words_is_marked_too() -> None:
    assert shown(TEXT, row(2, "event", 3, 3)) == "abc (event 2::2)defghij "
    assert shown("", row(2, "event", 0, 0)) == "(event 2::2)"


def test_every_table_with_evidence_has_its_own_colour() -> None:
    with_evidence = {
        name for name, table in TABLES.items() if "evidence" in table.column_names and name != "quarantine"
    }
    assert set(COLOURS) == with_evidence
    assert len(set(COLOURS.values())) == len(COLOURS)
    assert all(_contrast_with_black(colour) >= 7 for colour in COLOURS.values())


def _contrast_with_black(colour: str) -> float:
    """Contrast as the Web Content Accessibility Guidelines define it."""
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    )
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) / 0.05


def test_every_announcement_keeps_its_text_and_marks_every_row(reviews: dict[str, Review]) -> None:
    for name, review in reviews.items():
        pieces = list(marked(review.text, review.rows))
        assert "".join(piece.text for piece in pieces if isinstance(piece, Words)) == review.text, name
        opened = [n for piece in pieces if isinstance(piece, Opening) for n in piece.mark.numbers]
        assert sorted(opened) == list(range(2, len(review.rows) + 1)), name
        words = dict.fromkeys(opened, "")
        for piece in pieces:
            if isinstance(piece, Words):
                for number in (n for mark in piece.marks for n in mark.numbers):
                    words[number] += piece.text
        assert words == {r.number: r.values["evidence"] for r in review.rows[1:]}, name

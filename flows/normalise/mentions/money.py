"""Sums in euros: amount, upper end, how exactly, and for what unit of time or person.

Sums that carry their unit are found anywhere in a text; in a table whose heading states the unit
("MOYENS (en k€)") the numbers stand alone, and `table_money` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.normalise.documents.model import Block, BlockKind, Document
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Money
from flows.normalise.mentions.money_units import UNIT_UNSAID, large_sums_unsaid, with_euro_signs
from flows.normalise.mentions.numbers import (
    DIGITS,
    NUMBERS_OPEN,
    WORDS,
    last_multiplier,
    read_digits,
    read_qualifier,
    read_words,
)

_LEXICON = lexicon("money")
_SCALES: dict[str, int] = _LEXICON["scales"]
_LONG_SCALES = "|".join(name for name in sorted(_SCALES, key=len, reverse=True) if len(name) > 3)
_SHORT_SCALES = "|".join(name for name in sorted(_SCALES, key=len, reverse=True) if len(name) <= 3)
_BEFORE_REACH = 50
_AFTER_REACH = 90
_EACH_REACH = 110

_NUMBER = rf"(?:{DIGITS}(?:\.\d{{1,2}}(?!\d))?|{WORDS})"
_SCALE = rf"(?:{_LONG_SCALES}|(?:{_SHORT_SCALES})(?= ?(?:d')?(?:€|eur)))"
_UNIT = r"(?:d'|de |d )?(?:€|euros?\b|eur\b)"
_SUM = re.compile(
    rf"\b(?<![,.])(?:(?=\d)|{NUMBERS_OPEN})"
    rf"(?:(?P<low>{_NUMBER}) ?(?P<low_scale>{_SCALE})? ?(?P<low_unit>{_UNIT})?"
    rf"(?P<to> - ?|-(?=[ \d]) ?| a | et (?:de )?| ou ))?"
    rf"(?P<high>{_NUMBER}) ?(?P<high_scale>{_SCALE})?(?P<half> et demie?)? ?{_UNIT}"
)
_EURO = re.compile(r"€|(?<=[\d 'kmd])eur(?:os?)?(?!\w)")
_LOW_LEAD = re.compile(
    r"\b(?:de|entre|comprise?s? entre|varie de|variant de|va de|allant de|allouer|soit) \Z"
)
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")

_AFTER_SIGNS = r"^ ?(?:ht|ttc|nets?|bruts?)?\)? ?(?:(?:au )?maxi(?:mum)? )?"
_PER = rf"{_AFTER_SIGNS}(?:/ ?|par |pour chaque |et par |a chaque )(?:nouve(?:au|lle|l) |jeune )?"
_BASES = (
    ("per_year", re.compile(rf"{_PER}(?:{alternatives(_LEXICON['per_year'])})\b")),
    ("per_month", re.compile(rf"{_PER}(?:{alternatives(_LEXICON['per_month'])})\b")),
    ("per_year", re.compile(rf"{_AFTER_SIGNS}(?:{alternatives(_LEXICON['yearly_after'])})")),
    ("per_month", re.compile(rf"{_AFTER_SIGNS}(?:{alternatives(_LEXICON['monthly_after'])})")),
    ("per_beneficiary", re.compile(rf"{_PER}(?:{alternatives(_LEXICON['per_beneficiary'])})\b")),
    ("per_unit", re.compile(rf"{_PER}(?:{alternatives(_LEXICON['per_unit'])})\b")),
    ("per_unit", re.compile(rf"{_AFTER_SIGNS}(?:{alternatives(_LEXICON['unit_after'])})")),
    ("per_beneficiary", re.compile(rf"{_AFTER_SIGNS}(?:{alternatives(_LEXICON['each_after'])})")),
)
_STRETCH = r" ?(?:: ?)?[^.;:\n€\d]{0,80}\Z"
"""What may stand between "chaque année" and its sum: no other figure, and no end of a clause."""
_HEADS = {
    "per_month": re.compile(r"\bmensuel\w*|(?:\bpar |/ ?)mois\b"),
    "per_year": re.compile(r"\bannuel(?:le)?s?\b|(?:\bpar |/ ?)an(?:nee)?\b"),
    "per_beneficiary": re.compile(
        rf"(?:\bpar |/ ?|\bpour chaque )(?:{alternatives(_LEXICON['per_beneficiary'])})\b"
        r"|\b(?:individuel(?:le)?|forfaitaire|unitaire)s?\b"
    ),
    "per_unit": re.compile(rf"(?:\bpar |/ ?|\bpour chaque )(?:{alternatives(_LEXICON['per_unit'])})\b"),
}
_YEARLY_SOON_AFTER = re.compile(r"^[^.,;:\n(€]{0,30}?(?: par an\b| chaque annee\b| annuels?\b|/an\b)")
_MONTHLY_SOON_AFTER = re.compile(r"^[^.,;:\n(€]{0,30}?(?: par mois\b| chaque mois\b| mensuels?\b|/mois\b)")
_OWN_TIME = r"(?<!€ )(?<!euros )(?<!€ bruts )(?<!€ nets )"
"""No "par mois" that the sum before carries: "700 € par mois, puis | 9 000 €"."""
_YEARLY_BEFORE = re.compile(rf"{_OWN_TIME}\b(?:{alternatives(_LEXICON['yearly_before'])})\b{_STRETCH}")
_MONTHLY_BEFORE = re.compile(rf"{_OWN_TIME}\b(?:{alternatives(_LEXICON['monthly_before'])})\b{_STRETCH}")
_CHACUN = rf"chacune? (?:des|de ces)(?: \d+| {WORDS})?"
_EACH = re.compile(rf"\b(?:chaque|toute?|{_CHACUN}) (?P<each>\w{{3,}})(?P<rest>[^.;\n]*)\Z")
_EACH_OF_THEM = re.compile(r"\b(?:chacune?|par tete|individuel(?:le)?|unitaire)\b[^.;\n\d]{0,60}\Z")
_FOR_EACH = re.compile(
    r"(?: ?(?:a|pour|de) (?:chaque|toute?)"
    rf"|[^.;:,\n€\d]{{0,40}}? (?:a|pour) (?:chaque|{_CHACUN})) (?P<each>\w{{3,}})"
)
_EACH_ONE = re.compile(rf"(?:{alternatives(_LEXICON['per_beneficiary'])})\Z")
_EACH_UNIT = re.compile(rf"(?:{alternatives(_LEXICON['per_unit'])})\Z")
_EACH_COSTS = re.compile(rf"\b(?:{alternatives(_LEXICON['cost_verbs'])})\b")

_TABLE_UNIT = re.compile(
    rf"[(\[](?:montants? |sommes? |budget |valeurs? )?(?:en )?"
    rf"(?P<unit>{_LEXICON['table_unit']})(?: (?:ht|ttc))?[)\],;]"
    rf"|\ben (?P<bare>{_LEXICON['table_unit']})(?!\w)"
)
_UNIT_OF_SUM = re.compile(rf"\d ?(?P<unit>{_LEXICON['table_unit']})(?!\w)")
_COLUMN_NAME = re.compile(rf"(?:{_LEXICON['amount_column']})")
"""The head of a column of sums that stands on a line of its own, between the caption and the rows."""
_CELL = re.compile(rf"-?\s*(?P<number>{DIGITS})\s*")
_TRAILING_NUMBERS = re.compile(r"(?<=\D )(?P<numbers>\d[\d ,.]*)$|^(?P<only>\d[\d ,.]*)\Z")
_WORD = re.compile(r"\S+")
_YEAR_COLUMN = re.compile(r"(?:19|20)\d\d\Z")


@dataclass(frozen=True, slots=True)
class TableSum(Money):
    """A sum of a table, with where its row and column are named (offsets into the text, null if unnamed)."""

    row: tuple[int, int] | None
    column: tuple[int, int] | None


def find_money(text: str, folded: str) -> list[Money]:
    """Every sum of a text that carries its unit, in order, without overlaps."""
    folded = with_euro_signs(text, folded)
    found: list[Money] = []
    for start, end in _lines_with_units(folded):
        for match in _SUM.finditer(folded, start, end):
            found += _read(folded, match)
            if (next_one := UNIT_UNSAID.match(folded, match.end(), end)) is not None:
                amount = read_digits(next_one["amount"])
                found.append(_single(folded, next_one.start("amount"), next_one.end(), amount))
    unsaid = [_large(folded, match) for match in large_sums_unsaid(folded)]
    found += [large for large in unsaid if not any(m.start <= large.start < m.end for m in found)]
    return sorted(found, key=lambda money: money.start)


def _large(folded: str, match: re.Match[str]) -> Money:
    amount = read_digits(match["number"]) * _SCALES[match["scale"]]
    return _single(folded, match.start(), match.end(), amount)


def _lines_with_units(folded: str) -> Iterator[tuple[int, int]]:
    """Where the lines stand that name the euro: most do not, and no sum goes on over a line's end."""
    reached = 0
    for unit in _EURO.finditer(folded):
        if unit.start() >= reached:
            start = folded.rfind("\n", reached, unit.start()) + 1 or reached
            end = folded.find("\n", unit.end())
            reached = end if end >= 0 else len(folded)
            yield start, reached


def _read(folded: str, match: re.Match[str]) -> Iterator[Money]:
    low = None
    if match["low"]:
        low = _value(match["low"], match["low_scale"] or (None if match["low_unit"] else match["high_scale"]))
    high = _value(match["high"], match["high_scale"])
    if high is None:
        return
    multiplier = 1 if match["high"][0].isdecimal() else last_multiplier(match["high"])
    if match["half"]:  # "deux millions et demi d'euros"
        high += Decimal(_SCALES.get(match["high_scale"] or "", multiplier)) / 2
    if low is not None and not (match["low_scale"] or match["low_unit"]) and low * multiplier < high:
        low *= multiplier  # "entre un et deux millions d'euros"
    if low is not None and low < high and _is_low_end(folded, match):
        basis = _basis(folded, match.start(), match.end())
        yield Money(match.start(), match.end(), low, high, "between", basis)
        return
    if low is not None and match["low_unit"]:
        yield _single(folded, match.start(), match.end("low_unit"), low)
    yield _single(folded, match.start("high"), match.end(), high)


def _single(folded: str, start: int, end: int, amount: Decimal) -> Money:
    return Money(start, end, amount, None, read_qualifier(folded, start, end), _basis(folded, start, end))


def _is_low_end(folded: str, match: re.Match[str]) -> bool:
    """Whether the first number is the low end of a range, not a year or another sum beside it."""
    joint = match["to"].strip()
    if joint in ("-", "a") and match["low_unit"]:
        return True
    if _YEAR_LIKE.fullmatch(match["low"]) and not match["low_scale"]:
        return False
    if match["to"] in ("-", " a "):
        return True
    return _LOW_LEAD.search(folded, max(0, match.start() - _BEFORE_REACH), match.start()) is not None


def _value(written: str, scale: str | None) -> Decimal | None:
    if written[0].isdecimal():
        value: Decimal | int | None = read_digits(written)
    else:
        value = read_words(written)
    return None if value is None else Decimal(value) * _SCALES.get(scale or "", 1)


def _basis(folded: str, start: int, end: int) -> str | None:
    after = folded[end : end + _AFTER_REACH]
    found = next((code for code, pattern in _BASES if pattern.match(after)), None)
    if found in ("per_year", "per_month"):
        return found
    before = folded[max(0, start - _EACH_REACH) : start]
    if _YEARLY_SOON_AFTER.match(after) or _YEARLY_BEFORE.search(before):
        return "per_year"
    if _MONTHLY_SOON_AFTER.match(after) or _MONTHLY_BEFORE.search(before):
        return "per_month"
    if found:
        return found
    each = _EACH.search(before) or _FOR_EACH.match(after)
    if each is not None:
        if _EACH_UNIT.match(each["each"]) or _EACH_COSTS.search(each.groupdict().get("rest") or ""):
            return "per_unit"
        if _EACH_ONE.match(each["each"]):
            return "per_beneficiary"
    return "per_beneficiary" if _EACH_OF_THEM.search(before) else None


def basis_of_head(folded: str) -> str | None:
    """What the sums below a head are paid for each of: "Montant annuel", "Aide par étudiant"."""
    return next((code for code, told in _HEADS.items() if told.search(folded)), None)


def table_money(document: Document) -> list[TableSum]:
    """The sums of tables whose unit stands in a heading, in the header row, or in the line above.

    Reads table rows, and lines of running text laid out as columns under a line of column names.
    Cells that carry their own unit are left to `find_money`.
    """
    sums: list[TableSum] = []
    unit: str | None = None
    header: Block | None = None
    column_units: list[str | None] = []
    names: list[tuple[int, int]] = []
    for block in document.blocks:
        written = document.folded[block.start : block.end]
        if block.cells:
            if block.is_header or (header is None and _names_columns(document, block)):
                header = block
                column_units = [_unit(document.folded[start:end]) for start, end in block.cells]
                unit = _unit(written) if not any(column_units) and _unit(written) else unit
                continue
            sums.extend(_row_sums(document, block, header, column_units, unit))
            continue
        header, column_units = None, []
        stated = _unit(written if len(written) <= 90 else written[-30:]) or _unit_of_lead(written)
        if stated:
            unit, names = stated, []
        elif unit and _COLUMN_NAME.fullmatch(written):
            continue
        elif unit and block.kind is not BlockKind.HEADING:
            line_sums, names, goes_on = _line_sums(document, block, unit, names)
            sums.extend(line_sums)
            unit = unit if goes_on else None
        else:
            unit = None
    return sums


def _unit(folded: str) -> str | None:
    found = _TABLE_UNIT.search(folded) if "€" in folded or "eur" in folded else None
    return (found["unit"] or found["bare"]) if found else None


def _unit_of_lead(folded: str) -> str | None:
    """The unit of a sum that a table breaks down: "Les dépenses (214 300 euros) sont couvertes ainsi :"."""
    found = None
    for match in _UNIT_OF_SUM.finditer(folded) if folded.endswith(":") else ():
        found = match["unit"]
    return found


def _factor(unit: str) -> int:
    name = re.sub(r"\s?d'euros$|€|euros?|eur$", "", unit)
    return _SCALES.get(name, 1)


def _names_columns(document: Document, block: Block) -> bool:
    cells = [document.folded[start:end].strip() for start, end in block.cells]
    return all(not cell or not cell[0].isdecimal() or _YEAR_COLUMN.match(cell) for cell in cells)


def _row_sums(
    document: Document, block: Block, header: Block | None, column_units: list[str | None], unit: str | None
) -> Iterator[TableSum]:
    for index, (start, end) in enumerate(block.cells):
        cell_unit = column_units[index] if index < len(column_units) and any(column_units) else unit
        match = _CELL.fullmatch(document.folded, start, end)
        if cell_unit is None or match is None:
            continue
        amount = read_digits(match["number"]) * _factor(cell_unit)
        column = header.cells[index] if header and index < len(header.cells) else None
        row = block.cells[0] if index else None
        yield TableSum(start, end, amount, None, "exact", None, row, column)


def _line_sums(
    document: Document, block: Block, unit: str, names: list[tuple[int, int]]
) -> tuple[list[TableSum], list[tuple[int, int]], bool]:
    """The sums of a line laid out as columns, the column names known after it, whether the table goes on."""
    folded = document.folded
    spans = [word.span() for word in _WORD.finditer(folded, block.start, block.end)]
    if (
        not names
        and 1 < len(spans) <= 8
        and sum(bool(_YEAR_COLUMN.match(folded[a:b])) for a, b in spans) >= len(spans) - 2
    ):
        return [], spans, True
    match = _TRAILING_NUMBERS.search(folded, block.start, block.end)
    if match is None:
        return [], names, False
    group = "numbers" if match["numbers"] else "only"
    tokens = [token.span() for token in _WORD.finditer(folded, *match.span(group))]
    cells = _columns(folded, tokens, len(names) or 1)
    row = (block.start, match.start(group) - 1) if group == "numbers" else None
    return (
        [
            TableSum(
                start,
                end,
                read_digits(folded[start:end]) * _factor(unit),
                None,
                "exact",
                None,
                row,
                names[index] if index < len(names) else None,
            )
            for index, (start, end) in enumerate(cells)
        ],
        names,
        True,
    )


def _columns(folded: str, tokens: list[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """The tokens of a line put together to `count` numbers, if that can be done in one way only."""
    found: list[list[tuple[int, int]]] = []

    def extend(index: int, cells: list[tuple[int, int]]) -> None:
        if len(found) > 1 or len(cells) > count:
            return
        if index == len(tokens):
            if len(cells) == count:
                found.append(cells)
            return
        for last in range(index, min(index + 4, len(tokens))):
            span = (tokens[index][0], tokens[last][1])
            if re.fullmatch(DIGITS, folded[span[0] : span[1]]):
                extend(last + 1, [*cells, span])

    if len(tokens) <= 4 * count:
        extend(0, [])
    return found[0] if len(found) == 1 else []

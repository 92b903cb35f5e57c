from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind, Document
from flows.normalise.mentions.model import Money
from flows.normalise.mentions.money import find_money
from flows.normalise.mentions.money_tables import table_money


def money(text: str) -> list[Money]:
    return find_money(text, fold(text))


@given(
    st.integers(1, 10**9),
    st.sampled_from(["\u202f", "\u00a0", " ", "."]),
    st.sampled_from([" €", "€", " euros"]),
)
def test_a_written_sum_reads_back(amount, separator, unit):
    written = f"{amount:,}".replace(",", separator) + unit
    (found,) = money(f"Une aide : {written} versés.")
    assert found.amount == amount


@given(
    st.decimals(1, 999, places=1),
    st.sampled_from([("k€", 10**3), ("M€", 10**6), ("millions d’euros", 10**6)]),
)
def test_a_scaled_sum_reads_back(number, scale):
    (found,) = money(f"soit {str(number).replace('.', ',')} {scale[0]}")
    assert found.amount == number * scale[1]


@given(st.text())
def test_no_text_raises(text):
    find_money(text, fold(text))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2,45 millions d’euros", "2450000"),
        ("1,2 M€", "1200000"),
        ("350 K€", "350000"),
        ("180.000 euros", "180000"),
        ("312 500,00 €", "312500"),
        ("150 000€", "150000"),
        ("1,67 milliard d’euros", "1670000000"),
        ("2 Md€", "2000000000"),
        ("7,3 M d'euros", "7300000"),
        ("cent mille euros", "100000"),
        ("un million d'euros", "1000000"),
        ("un demi-million d’euros", "500000"),
        ("deux millions et demi d'euros", "2500000"),
        ("2 milliards et demi d'euros", "2500000000"),
        ("quinze cents euros", "1500"),
        ("quatre-vingts euros", "80"),
        ("quatre-vingt-dix euros", "90"),
        ("le 18 avril 2025 – 450 000 €", "450000"),
    ],
)
def test_amounts(text, amount):
    (found,) = money(text)
    assert found.amount == Decimal(amount)
    assert found.amount_max is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("entre 15 000 € et 60 000 €", 15000, 60000),
        ("de 200 à 350 euros par mois", 200, 350),
        ("de 15 000 à 60 000 €", 15000, 60000),
        ("5 à 6 M€", 5_000_000, 6_000_000),
        ("entre un et deux millions d'euros", 1_000_000, 2_000_000),
        ("entre cinq et dix mille euros", 5_000, 10_000),
        ("entre cinq cents et mille euros", 500, 1_000),
        ("80-120 €", 80, 120),
    ],
)
def test_ranges(text, low, high):
    (found,) = money(text)
    assert (found.amount, found.amount_max, found.qualifier) == (low, high, "between")


def test_two_sums_joined_by_and_are_two():
    assert [m.amount for m in money("4,6 M€ et 780 000 €")] == [4_600_000, 780_000]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("plus de 1,1 million d’euros", "at_least"),
        ("au moins 500 €", "at_least"),
        ("environ 500 €", "about"),
        ("près de 640 000 €", "about"),
        ("de l’ordre de 120 000 €", "about"),
        ("quelque 500 €", "about"),
        ("jusqu'à 287.500€", "up_to"),
        ("plafonnée à 20 000 €", "up_to"),
        ("pouvant aller jusqu’à 90 000 €", "up_to"),
        ("dans la limite de 20 000 €", "up_to"),
        ("le montant maximal de l’aide est de 20 000 €", "up_to"),
        ("5 000 € maximum", "up_to"),
        ("500 €", "exact"),
    ],
)
def test_qualifiers(text, qualifier):
    (found,) = money(f"une aide {text}")
    assert found.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("150 000 euros par an", "per_year"),
        ("18 000 € / an chacune", "per_year"),
        ("une aide annuelle de 30 000 €", "per_year"),
        ("600 €/mois", "per_month"),
        ("190 € par salarié formé", "per_beneficiary"),
        ("4 200 € par stagiaire", "per_beneficiary"),
        ("1 500 € à chaque cabinet", "per_beneficiary"),
        ("Chaque équipe recevra 90 000 €", "per_beneficiary"),
        ("2,85 € le m³", "per_unit"),
        ("2 €/h", "per_unit"),
        ("8,5 M€ sur cinq ans", None),
    ],
)
def test_bases(text, basis):
    (found,) = money(text)
    assert found.basis == basis


def table(lines: list[str | list[str]]) -> Document:
    text, blocks = "", []
    for line in lines:
        start, cells = len(text), []
        if isinstance(line, str):
            text += line
            blocks.append(Block(BlockKind.PARAGRAPH, start, len(text)))
        else:
            for cell in line:
                text += " | " if cells else ""
                cells.append((len(text), len(text) + len(cell)))
                text += cell
            blocks.append(Block(BlockKind.TABLE_ROW, start, len(text), cells=tuple(cells)))
        text += "\n"
    return Document(text, tuple(blocks), folded=fold(text))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("800 E par mois, puis 1100 E", [800, 1100]),
        ("La 100E ÉDITION a lieu salle 300 E'", []),
        ("un plan de 850 millions d’euros, dont 200 millions d’aides de la Région", [850, 200]),
        ("5 M€ pour 3 millions de Bretons, 2 millions d’habitants et 4 millions de plus", [5, 4]),
        ("de 10 millions à 12 millions d’euros", [10]),
        ("On compte 3 millions de plus", []),
    ],
)
def test_units_written_otherwise_or_left_unsaid(text, amounts):
    assert [m.amount if m.amount < 10**5 else m.amount / 10**6 for m in money(text)] == amounts


def test_the_time_of_a_sum_is_not_that_of_the_next():
    assert [m.basis for m in money("12 000 euros (1 000 euros par mois) puis 18 000 euros")] == [
        None,
        "per_month",
        None,
    ]


def test_what_a_sum_may_not_exceed_is_its_most():
    (found,) = money("L’aide ne peut être supérieure à 38 400 euros")
    assert found.qualifier == "up_to"


def test_table_with_its_unit_above():
    document = table(
        ["MOYENS (en k€)", ["", "2022", "2023"], ["FIR", "180", "1 240,5"], ["Total", "275", "12 M€"]]
    )
    sums = table_money(document)
    assert [s.amount for s in sums] == [180_000, Decimal("1240500"), 275_000]
    assert [document.text[slice(*s.column)] for s in sums] == ["2022", "2023", "2022"]
    assert [document.text[slice(*s.row)] for s in sums] == ["FIR", "FIR", "Total"]


def test_table_with_its_unit_in_a_column():
    document = table([["Action", "Nombre", "Montant (€)"], ["Bus", "3", "12 000"]])
    assert [s.amount for s in table_money(document)] == [12_000]


def test_lines_of_running_text():
    document = table(["MOYENS (en k€)", "FIR – ARS 180", "Total 1 240", "Hors investissement", "Lits 12"])
    assert [s.amount for s in table_money(document)] == [180_000, 1_240_000]


def test_numbers_of_a_table_without_unit_are_no_sums():
    assert table_money(table([["Site", "Lits"], ["Dax", "120"]])) == []

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.normalise.documents.contacts import mask_contacts


@pytest.mark.parametrize(
    "contact",
    [
        "02 31 70 00 00",
        "02.31.70.00.00",
        "02-31-70-00-00",
        "0231700000",
        "0262 00 00 00",
        "0800 00 00 00",
        "0 800 00 00 00",
        "0 825 825 825",
        "+33 6 12 34 56 78",
        "+33(0)3 80 43 01 12",
        "+33 (0)3 80 43 01 12",
        "0033 2 31 70 00 00",
        "(+33) 5 61 00 00 00",
        "(+33)561000000",
        "(0)5 61 00 00 00",
        "05-61-00-00-00",
        "05‑61‑00‑00‑00",
        "05·61·00·00·00",
        "05\u00a061\u202f00\u00a000\u202f00",
        "05 610 000 00",
        "05 61 000 000",
        "+262 262 90 00 00",
        "camille.exemple@example.org",
        "contact [at] example.org",
        "contact(at)example.org",
        "contact(a)example.org",
        "contact [arobase] example [point] org",
        "contact arobase example point org",
        "contact [at] example . org",
    ],
)
def test_contacts_are_overwritten(contact: str) -> None:
    assert mask_contacts(f"Tél. {contact}, merci") == f"Tél. {'•' * len(contact)}, merci"


def test_a_contact_may_follow_what_is_written_before_it() -> None:
    text = "tel.0561000000 05 61 00 00 00/05 61 00 00 01"
    assert mask_contacts(text) == "tel.•••••••••• ••••••••••••••/••••••••••••••"


@pytest.mark.parametrize(
    "text",
    [
        "14050 Caen cedex 4",
        "1 250 000 €",
        "Total : 100 000 000 €",
        "le 12/05/2022 à 14h",
        "01.02.2024 14:30",
        "01.02.2024 14 15",
        "SIRET 123 456 789 00012",
        "116 117, 3114 ou le 15",
        "0,35 €/min",
        "du 03/11 au 15/12/2025",
        "@ars_exemple",
        "l’alinéa (a) du décret. Le site exemple.fr",
        "le 39 19, le 0,05 61 00 00 00",
        "le 08 09 2025 14 h 30",
        "2022 180 240 420",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_contacts(text) == text


@given(st.text(alphabet="0123456789 .+()-@aé", max_size=60))
def test_masking_keeps_the_length_and_all_but_what_it_masks(text: str) -> None:
    masked = mask_contacts(text)
    assert len(masked) == len(text)
    assert all(after in (before, "•") for before, after in zip(text, masked, strict=True))
    assert "@a.aa" not in masked

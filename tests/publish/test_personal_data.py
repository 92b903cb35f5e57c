from __future__ import annotations

import pyarrow as pa
import pytest

from flows.publish.personal_data import PersonNames, Redactor, withhold
from schemas import TABLES


@pytest.mark.parametrize(
    ("name", "text", "redacted"),
    [
        ("Camille Exemple", "Avec Camille Exemple, directrice", "Avec [nom], directrice"),
        ("Camille Exemple", "Avec CAMILLE EXEMPLE.", "Avec [nom]."),
        ("Camille EXEMPLE", "Camille Exemple et EXEMPLE Camille", "[nom] et [nom]"),
        ("Zoé Modèle", "zoe modele, Zoé Modele", "[nom], [nom]"),
        ("Dr Camille Exemple", "le Dr Exemple, le docteur EXEMPLE", "le Dr [nom], le docteur [nom]"),
        (
            "Camille Exemple",
            "M. Exemple ; Mme\u00a0Exemple ; Pr. Exemple",
            "M. [nom] ; Mme\u00a0[nom] ; Pr. [nom]",
        ),
        ("Camille Exemple", "C. Exemple préside", "[nom] préside"),
        ("Jean-Pierre Exemple", "J.-P. Exemple, JP Exemple, Jean Pierre Exemple", "[nom], [nom], [nom]"),
        ("Anne de La Roche-Modèle", "Mme de La Roche-Modèle ; Mme de La Roche", "Mme [nom] ; Mme [nom]"),
        ("Anne Exemple-Modèle", "Anne Exemple‑Modèle, puis Mme Exemple", "[nom], puis Mme [nom]"),
        ("Camille Exemple", "Camille Exemple-Modèle", "[nom]"),
        ("Camille Exemple", "Camille\nExemple", "[nom]"),
        # Other words stay: the surname without a title, longer words, another person's name.
        ("Camille Exemple", "un exemple ; Exemple de projet", "un exemple ; Exemple de projet"),
        ("Anne Roche", "à Roche, rue de la Roche", "à Roche, rue de la Roche"),
        ("Camille Exemple", "Camille Exemplette", "Camille Exemplette"),
        ("Paul Martin", "Hôpital Saint-Martin", "Hôpital Saint-Martin"),
    ],
)
def test_names_are_found_as_people_write_them(name: str, text: str, redacted: str) -> None:
    assert Redactor([name]).redact(text) == redacted


def test_titles_may_stand_before_several_names() -> None:
    redact = Redactor(["Camille Exemple", "Zoé Modèle"]).redact
    assert redact("Drs Exemple et Modèle ; Mmes Modèle, Exemple") == "Drs [nom] et [nom] ; Mmes [nom], [nom]"


def test_longer_names_go_first() -> None:
    assert Redactor(["Anne Exemple", "Anne Exemple Modèle"]).redact("Anne Exemple Modèle") == "[nom]"


def test_a_name_cut_at_the_end_of_a_quotation_is_withheld() -> None:
    start = "Présentation du programme. " * 11
    quotation = (start + "Avec Camille Exemple")[:-4].rjust(300)
    assert Redactor(["Camille Exemple"]).redact(quotation).endswith("Avec [nom]")
    assert Redactor(["Camille Exemple"]).redact("Avec Camille Exem") == "Avec Camille Exem"


def _withheld(rows: list[dict[str, object]], names: list[tuple[str, str]] | None) -> list[dict[str, object]]:
    table = TABLES["indicator"]
    data = pa.Table.from_pylist(
        rows, schema=pa.schema([pa.field(f.name, f.type) for f in table.arrow_schema])
    )
    people = pa.Table.from_pylist(
        [{"announcement_id": a, "person_name": n} for a, n in names or []],
        schema=pa.schema([("announcement_id", pa.string()), ("person_name", pa.string())]),
    )
    owners = data.column("announcement_id")
    found: list[dict[str, object]] = withhold(
        table, data, owners, None if names is None else PersonNames(people)
    ).to_pylist()
    return found


def test_names_are_those_of_the_row_s_own_announcement() -> None:
    rows: list[dict[str, object]] = [
        {"announcement_id": "a1", "label": "patients de Camille Exemple"},
        {"announcement_id": "a2", "label": "prix Camille Exemple"},
    ]
    labels = [row["label"] for row in _withheld(rows, [("a1", "Camille Exemple")])]
    assert labels == ["patients de [nom]", "prix Camille Exemple"]


def test_contacts_are_withheld_even_where_names_are_published() -> None:
    row: dict[str, object] = {
        "announcement_id": "a1",
        "label": "Camille Exemple, 03 80 00 00 00, c@exemple.fr",
    }
    assert _withheld([row], None)[0]["label"] == "Camille Exemple, ••••••••••••••, ••••••••••••"


def test_addresses_and_codes_are_left_alone() -> None:
    row: dict[str, object] = {"announcement_id": "a1", "indicator_id": "i-camille-exemple", "unit": "people"}
    kept = _withheld([row], [("a1", "Camille Exemple")])[0]
    assert (kept["indicator_id"], kept["unit"]) == ("i-camille-exemple", "people")


def test_a_longer_text_stays_within_its_column() -> None:
    evidence = "A B " * 75
    row: dict[str, object] = {"announcement_id": "a1", "evidence": evidence}
    found = str(_withheld([row], [("a1", "A B")])[0]["evidence"])
    assert len(found) == 300
    assert found.startswith("[nom] [nom]")

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.publish.personal_data import withhold
from flows.publish.redactor import Redactor
from flows.publish.suppression import read_suppression_list
from flows.publish.withheld_names import WithheldNames
from schemas import TABLES, Table


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
        ("Camille Exemple", "Camille B. Exemple ; Camille Modèle-Exemple", "[nom] ; [nom]"),
        ("Camille Exemple", "Exemple (Camille), EXEMPLE C. ; Exemple, C.", "[nom]), [nom] ; [nom]"),
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


def _withheld(
    rows: list[dict[str, object]],
    names: list[tuple[str, str]] | None,
    suppressed: Sequence[str] = (),
    table: Table = TABLES["indicator"],
) -> list[dict[str, object]]:
    data = pa.Table.from_pylist(
        rows, schema=pa.schema([pa.field(f.name, f.type) for f in table.arrow_schema])
    )
    people = pa.Table.from_pylist(
        [{"announcement_id": a, "person_name": n} for a, n in names or []],
        schema=pa.schema([("announcement_id", pa.string()), ("person_name", pa.string())]),
    )
    owners = data.column("announcement_id" if "announcement_id" in table.column_names else "event_id")
    withheld = WithheldNames(None if names is None else people, suppressed)
    found: list[dict[str, object]] = withhold(table, data, withheld.groups(owners), withheld).to_pylist()
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


@pytest.mark.parametrize(
    "contact", ["(+33) 5 61 00 00 00", "05–61–00–00–00", "c(a)exemple.fr", "c [at] exemple [point] fr"]
)
def test_no_contact_passes_by_the_first_look(contact: str) -> None:
    row: dict[str, object] = {"announcement_id": "a1", "label": f"Écrire à {contact} !"}
    assert _withheld([row], None)[0]["label"] == f"Écrire à {'•' * len(contact)} !"


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


def test_who_objected_is_named_nowhere_even_where_names_are_published() -> None:
    rows: list[dict[str, object]] = [
        {"announcement_id": "a1", "label": "patients de Camille Exemple et de Zoé Modèle"},
        {"announcement_id": None, "label": "prix du Dr EXEMPLE"},
    ]
    assert [row["label"] for row in _withheld(rows, None, ["Camille Exemple"])] == [
        "patients de [nom] et de Zoé Modèle",
        "prix du Dr [nom]",
    ]
    speakers: list[dict[str, object]] = [
        {"event_id": "e1", "person_name": "Dr Camille EXEMPLE", "role": "directrice"},
        {"event_id": "e1", "person_name": "Zoé Modèle", "role": "maire"},
        {"event_id": "e1", "person_name": None, "role": "médecin"},
    ]
    found = _withheld(speakers, None, ["Camille Exemple"], TABLES["event_speaker"])
    assert [row["person_name"] for row in found] == [None, "Zoé Modèle", None]
    assert [row["role"] for row in found] == ["directrice", "maire", "médecin"]


def test_who_objected_is_withheld_beside_those_whom_the_announcement_names() -> None:
    rows: list[dict[str, object]] = [
        {"announcement_id": "a1", "label": "Camille Exemple et Zoé Modèle"},
        {"announcement_id": "a2", "label": "Camille Exemple et Zoé Modèle"},
    ]
    labels = [row["label"] for row in _withheld(rows, [("a1", "Camille Exemple")], ["Zoé Modèle"])]
    assert labels == ["[nom] et [nom]", "Camille Exemple et [nom]"]


def test_a_name_does_not_reach_from_one_text_into_the_next() -> None:
    labels = ["avec le Dr", "Exemple", None, "et Camille", "Exemple-Modèle", "Camille Exemple", "-Modèle"]
    rows: list[dict[str, object]] = [{"announcement_id": "a1", "label": label} for label in labels]
    found = [row["label"] for row in _withheld(rows, [("a1", "Camille Exemple")])]
    assert found == [*labels[:5], "[nom]", "-Modèle"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a1", "a2", "a3"]),
            st.lists(
                st.sampled_from(
                    [
                        "Dr",
                        "Camille",
                        "EXEMPLE",
                        "Zoé",
                        "Modèle",
                        "M.",
                        "et",
                        "-",
                        ",",
                        "\x00",
                        "\n",
                        "œ",
                        "’",
                    ]
                )
            ),
        )
    )
)
def test_many_texts_are_read_as_each_of_them(told: list[tuple[str, list[str]]]) -> None:
    named = [("a1", "Camille Exemple"), ("a2", "Zoé Modèle"), ("a2", "Camille Exemple")]
    rows: list[dict[str, object]] = [{"announcement_id": a, "label": " ".join(words)} for a, words in told]
    redactors = {a: Redactor([name for b, name in named if a == b]) for a in ("a1", "a2", "a3")}
    expected = [redactors[a].redact(" ".join(words)) for a, words in told]
    assert [row["label"] for row in _withheld(rows, named)] == expected


def test_a_suppression_list_has_a_name_on_each_line(tmp_path: Path) -> None:
    path = tmp_path / "objections.txt"
    path.write_text(
        "\ufeff# par courrier\nCamille Exemple  # 3 mars\n\nDr Zoé MODÈLE\nCamille Exemple\n", "utf-8"
    )
    assert read_suppression_list(path) == ("Camille Exemple", "Dr Zoé MODÈLE")
    path.write_text("# personne\n", "utf-8")
    assert read_suppression_list(path) == ()


@pytest.mark.parametrize(
    "line",
    [
        *("Claire Exemple", "claire exemple", "CLAIRE EXEMPLE", "EXEMPLE Claire", "Exemple Claire"),
        *("exemple claire", "Exemple, Claire", "EXEMPLE, CLAIRE", "Mme Claire Exemple", "M. Exemple Claire"),
    ],
)
def test_who_objected_is_known_in_whatever_way_the_list_has_the_name(line: str, tmp_path: Path) -> None:
    (tmp_path / "objections.txt").write_text(line, "utf-8")
    redact = Redactor(read_suppression_list(tmp_path / "objections.txt")).redact
    for text in ("Claire Exemple", "EXEMPLE Claire", "Exemple, Claire", "C. EXEMPLE", "CLAIRE ÉXEMPLE"):
        assert redact(f"Avec {text} !") == "Avec [nom] !"
    assert redact("le Dr Exemple et M. et Mme EXEMPLE") == "le Dr [nom] et M. et Mme [nom]"
    assert redact("Claire Modèle, Mme Claire, un exemple") == "Claire Modèle, Mme Claire, un exemple"


@pytest.mark.parametrize("line", ["Marie Claire Exemple", "Exemple Marie-Claire", "Marie-Claire EXEMPLE"])
def test_a_list_may_hold_several_given_names(line: str, tmp_path: Path) -> None:
    (tmp_path / "objections.txt").write_text(line, "utf-8")
    redact = Redactor(read_suppression_list(tmp_path / "objections.txt")).redact
    for text in ("Marie-Claire Exemple", "EXEMPLE Marie Claire", "M.-C. Exemple", "MC Exemple"):
        assert redact(f"Avec {text} !") == "Avec [nom] !"
    assert redact("Mme Exemple, Mme Claire") == "Mme [nom], Mme Claire"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"Camille Exemple\nExemple\n", "objections.txt, line 2: “Exemple” is no first name and surname"),
        (b"Camille Exempl\xe9\n", "is not in UTF-8"),
        (None, r"cannot be read \(No such file or directory\)"),
    ],
)
def test_a_suppression_list_that_cannot_be_read_is_told(
    content: bytes | None, fault: str, tmp_path: Path
) -> None:
    path = tmp_path / "objections.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ValueError, match=fault):
        read_suppression_list(path)

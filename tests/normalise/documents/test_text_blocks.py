"""Plain text: what the shape of its lines tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.documents import read_document
from flows.normalise.documents.markers import MarkerKind, Numbering, is_section_number, split_marker
from flows.normalise.documents.text_tables import find_tables, labelled_numbers

Plain = Callable[[str], list[tuple[str, int, str, str]]]
SENTENCE = "Réunis ce vendredi, les élus ont voté de nouvelles aides en faveur de l'accès aux soins."


def headings(blocks: list[tuple[str, int, str, str]]) -> list[tuple[int, str, str]]:
    return [(level, marker, words) for kind, level, marker, words in blocks if kind == "heading"]


def test_title_paragraphs_list(plain: Plain) -> None:
    assert plain(
        f"Plan santé : six projets retenus\n\n{SENTENCE}\n\nLes objectifs :\n- Former\n  - les aides\n- Repérer\n"
    ) == [
        ("heading", 1, "", "Plan santé : six projets retenus"),
        ("paragraph", 0, "", SENTENCE),
        ("paragraph", 0, "", "Les objectifs :"),
        ("list_item", 1, "-", "Former"),
        ("list_item", 2, "-", "les aides"),
        ("list_item", 1, "-", "Repérer"),
    ]


def test_lines_of_a_calendar_stand_apart_however_long_they_are(plain: Plain) -> None:
    lines = [
        "Lundi 2 juin, 16 h-20 h, Dax, place de la Fontaine, camion de la Ligue du Lac",
        "Mercredi 4 juin, 9 h 30-15 h 30, Mont-de-Marsan, campus du Sud, bâtiment deux",
        "Vendredi 6 juin, 17 h-22 h, Mimizan, front de mer, sous le barnum de la ville",
        "Mardi 10 juin, 8 h-12 h, Aire-sur-l'Adour, place de la République, avec la MSA",
    ]
    told = plain("Le camion revient\n\n" + "\n".join(lines) + "\n")
    assert [words for _, _, _, words in told[1:]] == lines


def test_gaps() -> None:
    document = read_document("Un titre ici\n\nPremière ligne.\nDeuxième ligne.\n".encode(), "text/plain", "")
    assert [b.gap for b in document.blocks] == [True, True, False]


@pytest.mark.parametrize(
    ("line", "marker", "rest"),
    [
        ("• Former", "•", "Former"),
        ("> Château-Renault (37)", ">", "Château-Renault (37)"),
        ("✅ Mardi 10 octobre", "✅", "Mardi 10 octobre"),
        ("📍Toulon", "📍", "Toulon"),
        (". Toulon, mardi 3 mars", ".", "Toulon, mardi 3 mars"),
        ("o Former", "o", "Former"),
        ("1. Former", "1.", "Former"),
        ("1) former", "1)", "former"),
        ("1- FORMER", "1-", "FORMER"),
        ("2 - FORMER", "2 -", "FORMER"),
        ("1/ Vous étudiez", "1/", "Vous étudiez"),
        ("3.1. Dépister", "3.1.", "Dépister"),
        ("1.1 Créer", "1.1", "Créer"),
        ("A. Graduer", "A.", "Graduer"),
        ("b) graduer", "b)", "graduer"),
        ("II - Suite", "II -", "Suite"),
        ("AXE 1 – FORMER", "AXE 1 –", "FORMER"),
        ("Axe stratégique n° 2 : Soigner", "Axe stratégique n° 2 :", "Soigner"),
        ("Thème 3. Prévenir", "Thème 3.", "Prévenir"),
        ("Article 3 : Objet", "Article 3 :", "Objet"),
        ("🎯 Trois objectifs", "🎯", "Trois objectifs"),
    ],
)
def test_markers(line: str, marker: str, rest: str) -> None:
    split = split_marker(line)
    assert split is not None
    assert (split.written, split.rest) == (marker, rest)


@pytest.mark.parametrize(
    "line",
    [
        "20h10. Le docteur ouvre la séance",
        "12/05/2022 : dépôt",
        "1,1 million d'euros",
        "9 sites ouvrent",
        "15-18 ans",
        "10 - 12 mai",
        "1er juin",
        "-20 % en un an",
        "Axe 1",
        "C'est fait",
        "Article de presse",
        "o",
        "",
    ],
)
def test_no_markers(line: str) -> None:
    assert split_marker(line) is None


def test_numbers_must_count_on() -> None:
    numbering = Numbering()
    accepted = [
        numbering.accepts(marker)
        for line in ("1. a", "2. b", "14. Juillet")
        if (marker := split_marker(line))
    ]
    assert accepted == [True, True, False]
    nested = split_marker("2.3 Former")
    assert nested is not None
    assert (nested.kind, nested.depth, nested.number) == (MarkerKind.NUMBER, 2, 3)
    assert is_section_number("AXE 1")
    assert not is_section_number("AXE 1 – FORMER")


@pytest.mark.parametrize(
    ("first_lines", "title"),
    [
        ("Accueil > Santé > Médecins\n\nOBJECTIF SANTÉ : les aides", "OBJECTIF SANTÉ : les aides"),
        ("Actualités\n\nSignature du contrat local de santé\n\nMis en ligne le 30 juin 2023", "Signature du contrat local de santé"),
        ("RÉGION EXEMPLE\n\nCommuniqué de presse – Orléans, le 17 mai 2023\n\nDES AIDES POUR CINQ MAISONS", "DES AIDES POUR CINQ MAISONS"),
        ("CPTS Exemple\n\nACTUALITÉS | LES MARDIS DE LA CPTS\n\n18 mai 2023", "LES MARDIS DE LA CPTS"),
        ("Conseil départemental de l'Orne\n\nSession du 2 février 2024\n\nLE DÉPARTEMENT ADOPTE SON PLAN", "LE DÉPARTEMENT ADOPTE SON PLAN"),
        ("GHT EXEMPLE\n\nPROJET MÉDICAL PARTAGÉ\n2022-2027\n\nComité stratégique", "PROJET MÉDICAL PARTAGÉ 2022-2027"),
        ("Ville de Sées\nSanté\n\nLa CPTS signe son contrat\n\n10 mars 2022", "La CPTS signe son contrat"),
        ("🎀 OCTOBRE ROSE : LE BUS REPART !\n\nCRCDC – mardi 20 mai 2022", "OCTOBRE ROSE : LE BUS REPART !"),
        ("MAIRIE D'EXEMPLE\n\nINFO DERNIÈRE MINUTE", "INFO DERNIÈRE MINUTE"),
    ],
)  # fmt: skip
def test_title(plain: Plain, first_lines: str, title: str) -> None:
    assert headings(plain(f"{first_lines}\n\n{SENTENCE * 2}\n"))[0][::2] == (1, title)


def test_levels_of_headings(plain: Plain) -> None:
    text = f"Un plan pour la santé\n\nQuatre axes, six actions\n\nAXE 1 – FORMER\n1.1 Créer\n1.2 Ouvrir\n\n{SENTENCE}\n\n"
    text += f"AXE 2 – SOIGNER\n2.1 Aller vers\n\n{SENTENCE}\n\nEt ensuite ?\n{SENTENCE}\n"
    blocks = plain(text)
    assert headings(blocks) == [
        (1, "", "Un plan pour la santé"),
        (2, "", "Quatre axes, six actions"),
        (3, "AXE 1 –", "FORMER"),
        (3, "AXE 2 –", "SOIGNER"),
        (2, "", "Et ensuite ?"),
    ]
    assert ("list_item", 1, "1.1", "Créer") in blocks


def test_capitals_stand_over_titles(plain: Plain) -> None:
    text = f"La lettre santé de la Sarthe\n\n▶ EN BREF\n\nSoins dentaires : suite\n{SENTENCE}\n\n▶ À VOS AGENDAS\n\n{SENTENCE}"
    assert headings(plain(text))[1:] == [
        (2, "▶", "EN BREF"),
        (3, "", "Soins dentaires : suite"),
        (2, "▶", "À VOS AGENDAS"),
    ]


def test_headings_with_an_emoji_stand_over_those_without(plain: Plain) -> None:
    text = f"Une soirée pour la santé\n\n🧠 Des ateliers\n\nIA et santé\n\n{SENTENCE}\n\n🎤 Une conférence\n\n{SENTENCE}"
    assert headings(plain(text))[1:] == [
        (2, "🧠", "Des ateliers"),
        (3, "", "IA et santé"),
        (2, "🎤", "Une conférence"),
    ]


def test_what_is_no_heading(plain: Plain) -> None:
    lines = [
        "Mercredi 27 mai, 14h",
        "Publié le 3 mai 2025",
        "Contact : la mairie",
        "Une phrase courte.",
        "1 240\ntéléconsultations",
        "Camille Exemple, directrice",
    ]
    text = (
        f"Un titre pour commencer\n\n{SENTENCE}\n\n"
        + "\n\n".join(lines[:5])
        + f"\n\n{SENTENCE}\n{lines[5]}\n"
    )
    assert headings(plain(text)) == [(1, "", "Un titre pour commencer")]


def test_a_number_alone_goes_with_the_words_under_it(plain: Plain) -> None:
    blocks = plain(f"Bilan de l'année\n\n{SENTENCE}\n\n78 %\ndes actions réalisées\n(47 / 60)\n")
    assert blocks[-1] == ("paragraph", 0, "", "78 % des actions réalisées (47 / 60)")


def test_wrapped_lines_are_joined_and_others_are_not(plain: Plain) -> None:
    wrapped = (
        "Le plan de santé du département a été adopté par\n"
        "l'assemblée. Il couvre la période de cinq ans et\n"
        "Alençon accueillera le premier centre de santé des\n"
        "quatre qui sont prévus d'ici à la fin du mandat, en\n"
        "accord avec les élus.\n\n"
        "Mairie\nSalle A\n"
    )
    assert plain(wrapped)[0][3].endswith("d'ici à la fin du mandat, en accord avec les élus.")
    assert [words for *_, words in plain(wrapped)][-2:] == ["Mairie", "Salle A"]


def test_one_long_paragraph_does_not_widen_the_lines_of_the_others(plain: Plain) -> None:
    wrapped = (
        "Le centre de santé de l'Exemple ouvrira ses portes en\n"
        "octobre, et deux médecins y recevront les patients du\n"
        "canton ; la visite du chantier sera faite avec Claire\n"
        "Exemple, infirmière, et avec les élus de la commune et\n"
        "ceux du canton.\n\n"
        "Les patients prendront rendez-vous par téléphone ou sur place, du lundi au vendredi.\n"
    )
    assert [words.split(" ", 1)[0] for *_, words in plain(wrapped)] == ["Le", "Les"]


def test_a_line_with_its_hours_goes_on_with_no_other(plain: Plain) -> None:
    agenda = (
        "La convention réunit les établissements du département\n"
        "et leurs partenaires, et elle est ouverte à tous les\n"
        "soignants du haut pays comme à ceux de la vallée, sur\n"
        "inscription auprès du secrétariat.\n\n"
        "11h45-12h30 Psychiatrie de secteur, un exemple\n"
        "            Dr Claire Exemple, psychiatre, CHS\n"
        "12h30-14h00 Déjeuner et visite des stands\n"
    )
    assert [words[:11] for *_, words in plain(agenda)][-1] == "12h30-14h00"


def test_lines_of_the_site_are_left_out(plain: Plain) -> None:
    text = (
        "Le bus santé part de Sées\n\nActualité\nDate de publication\nVisuel\nCrédit : Exemple\n"
        f"{SENTENCE}\n\nPartager   Imprimer   A+ A-\n\nS'inscrire à la newsletter\n\nThématiques\n"
    )
    assert plain(text) == [
        ("heading", 1, "", "Le bus santé part de Sées"),
        ("paragraph", 0, "", "Actualité"),
        ("paragraph", 0, "", SENTENCE),
    ]


def test_footers_that_count_pages_are_left_out(plain: Plain) -> None:
    pages = [f"PARTIE {n}\n\n{SENTENCE}\n\nGHT Exemple – Comité – 12/05/2022 {n}\n\n" for n in (2, 3, 4)]
    assert not any("Comité" in words for *_, words in plain("".join(pages)))
    workshops = [f"Atelier du contrat de santé {n}\n\n{SENTENCE}\n\n" for n in (1, 2, 3)]
    assert sum("Atelier" in words for *_, words in plain("".join(workshops))) == 3


def test_a_table_of_numbers() -> None:
    document = read_document(
        f"Le budget du projet\n\n{SENTENCE}\n\nMOYENS (en k€)\n\n 2022 2023 TOTAL\nFIR – ARS 1 180 90 1 270\n"
        "Établissements 95 95 190\n".encode(),
        "text/plain",
        "",
    )
    rows = [b for b in document.blocks if b.kind == "table_row"]
    assert [[document.text[a:b] for a, b in row.cells] for row in rows] == [
        ["", "2022", "2023", "TOTAL"],
        ["FIR – ARS", "1 180", "90", "1 270"],
        ["Établissements", "95", "95", "190"],
    ]
    assert [row.is_header for row in rows] == [True, False, False]


def test_tables_need_two_lines_of_one_shape() -> None:
    assert find_tables(["Paris 12 15", "Un texte"], [True, False], [(), ()]) == {}
    assert find_tables(["Paris 12 15", "Lyon 14 16"], [True, False], [(), ()]) == {
        0: (["Paris", "12", "15"], False),
        1: (["Lyon", "14", "16"], False),
    }
    assert find_tables(["Paris 12 15", "Lyon 14 16 18"], [True, False], [(), ()]) == {}
    assert labelled_numbers("du 12 au 15") is None
    assert labelled_numbers("Paris 3 112 2 480") is None
    assert labelled_numbers("Paris 3 112 2 480", 2) == ["Paris", "3 112", "2 480"]


def tables(text: str) -> list[tuple[list[str], bool]]:
    document = read_document(f"Le budget du projet\n\n{SENTENCE}\n\n{text}".encode(), "text/plain", "")
    rows = [b for b in document.blocks if b.kind == "table_row"]
    return [([document.text[a:b] for a, b in row.cells], row.is_header) for row in rows]


def test_a_table_whose_columns_white_space_sets_apart() -> None:
    assert tables(
        "                 2025 (notifié)   2026 (prévu)\nMaison de répit      1 080          85\nÉquipe mobile    240   250\n"
    ) == [
        (["", "2025 (notifié)", "2026 (prévu)"], True),
        (["Maison de répit", "1 080", "85"], False),
        (["Équipe mobile", "240", "250"], False),
    ]


def test_a_table_of_words_has_three_columns() -> None:
    assert tables("Ville     Lieu      Jour\nSées\tMairie\t3 mai\nRennes   Le Liberté   4 mai\n") == [
        (["Ville", "Lieu", "Jour"], True),
        (["Sées", "Mairie", "3 mai"], False),
        (["Rennes", "Le Liberté", "4 mai"], False),
    ]
    assert tables("9h30   Accueil\n10h00   Ouverture\n") == []


def test_questions_over_their_answers_are_headings(plain: Plain) -> None:
    text = f"Vos questions\n\n{SENTENCE}\n\nMon projet a commencé, est-ce grave ?\nNon, rien de grave.\n"
    assert headings(plain(text))[1:] == [(2, "", "Mon projet a commencé, est-ce grave ?")]


def test_rules_and_fields_to_fill_in_are_left_out(plain: Plain) -> None:
    text = f"Une invitation\n\n{SENTENCE}\n\n- - - - - - - -\nNOM, prénom : ..........\nVenez nombreux !\n"
    assert [words for *_, words in plain(text)] == ["Une invitation", SENTENCE, "Venez nombreux !"]


def test_words_cut_at_the_end_of_a_line_are_whole_again(plain: Plain) -> None:
    text = (
        "Un nouveau service\n\nLe directeur du centre hospitalier a le plaisir de vous inviter à l'inau-\n"
        "guration du nouveau service de dialyse, qui accueille vingt postes et per-\n"
        "met de traiter soixante patients chaque semaine, lors de ce grand rendez-\n"
        "vous avec les équipes, soit dix patients de plus que dans les anciens lo-\n"
        "caux de la rue de la Gare.\n"
    )
    assert plain(text)[1][3] == (
        "Le directeur du centre hospitalier a le plaisir de vous inviter à l'inauguration du nouveau service de "
        "dialyse, qui accueille vingt postes et permet de traiter soixante patients chaque semaine, lors de ce "
        "grand rendez-vous avec les équipes, soit dix patients de plus que dans les anciens locaux de la rue de "
        "la Gare."
    )


def test_dots_lead_from_a_label_to_its_sum() -> None:
    text = "Qui paie\n\nÉtat .......... 145 000 €\nVille de Sées ... 60 000 €\nNom : ............\n"
    document = read_document(text.encode(), "text/plain", "https://sees.example.org/travaux")
    assert [document.of(block) for block in document.blocks] == [
        "Qui paie",
        "État | 145 000 €",
        "Ville de Sées | 60 000 €",
    ]


def test_a_line_that_ends_where_no_sentence_can_goes_on(plain: Plain) -> None:
    blocks = plain(
        "Nos soirées du printemps\n\nLa soirée de Brignoles est maintenue : mardi\n6 mai, 19h30, salle du Test.\n\n"
        "La maison sera inaugurée bientôt au bord du chemin de la Vallée,\n14100 Lisieux, par le maire.\n"
    )
    assert [words for _, _, _, words in blocks[1:]] == [
        "La soirée de Brignoles est maintenue : mardi 6 mai, 19h30, salle du Test.",
        "La maison sera inaugurée bientôt au bord du chemin de la Vallée, 14100 Lisieux, par le maire.",
    ]


def test_lines_of_a_calendar_with_the_place_below_are_not_run_together(plain: Plain) -> None:
    calendar = (
        "  Jeudi 18 septembre     Les bases : peau, cicatrisation, détersion\n"
        "                         Château-Gontier, salle Bleue\n"
        "  Jeudi 16 octobre       Ulcères et compression\n"
        "                         Craon, maison de santé\n"
    )
    assert [words for *_, words in plain(calendar)] == [
        "Jeudi 18 septembre Les bases : peau, cicatrisation, détersion",
        "Château-Gontier, salle Bleue",
        "Jeudi 16 octobre Ulcères et compression",
        "Craon, maison de santé",
    ]

"""Plain text: which of the first lines names the announcement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.documents.html import read_html

Plain = Callable[[str], list[tuple[str, int, str, str]]]
SENTENCE = "Réunis ce vendredi, les élus ont voté de nouvelles aides en faveur de l'accès aux soins."


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "CPTS du Val d'Exemple\n\nASSEMBLÉE GÉNÉRALE\n\nJeudi 5 mars\n18 h – 20 h\nÉvry, mairie",
            "ASSEMBLÉE GÉNÉRALE",
        ),
        (
            "COMMUNIQUÉ DE PRESSE\n\nMutualité Exemple Centre-Val de Loire\n\nTours, le 8 septembre 2025\n\n"
            "« Bien entendre ! » : cinq villes et cinq jours\npour un test\n\nContacts\n\n"
            "Mutualité Exemple Centre-Val de Loire",
            "« Bien entendre ! » : cinq villes et cinq jours pour un test",
        ),
        (
            "VILLE DE CAHORS\n\nLa Semaine bleue, du 6 au 11 octobre\n\nArticle mis en ligne le 22 septembre 2025",
            "La Semaine bleue, du 6 au 11 octobre",
        ),
        (
            "Ordre des médecins du Lot\n5 rue Exemple - 46000 CAHORS\n\nUne ligne d'écoute pour les confrères",
            "Une ligne d'écoute pour les confrères",
        ),
        (
            "MUTUELLE EXEMPLE ANJOU\nCOMMUNIQUÉ\n\nDes bourses pour les internes",
            "Des bourses pour les internes",
        ),
        (
            "Région Bretagne – Espace presse\n\nDeux bus dentaires prennent la route",
            "Deux bus dentaires prennent la route",
        ),
        (
            "VILLE DE SÉES\n\nLe centre de santé de la ville ouvre ses portes le 3 mai",
            "Le centre de santé de la ville ouvre ses portes le 3 mai",
        ),
        (
            "CENTRE RÉGIONAL DE COORDINATION DES DÉPISTAGES DES CANCERS\n\nOctobre rose : le bilan",
            "Octobre rose : le bilan",
        ),
        (
            "CH de Sées\nINVITATION PRESSE\nInauguration du service de dialyse\nMardi 4 mars",
            "Inauguration du service de dialyse",
        ),
        ("Santé : le bus reprend la route", "Santé : le bus reprend la route"),
        ("La Maison de santé du Perche\n\nPublié le 3 mai 2025", "La Maison de santé du Perche"),
        ("Espace santé de Sées\n\nSamedi 3 mai 2025", "Espace santé de Sées"),
        (
            "Ligue contre le cancer - Comité de l'Orne\n\nOctobre rose : le programme",
            "Octobre rose : le programme",
        ),
        ("Communiqué : le bus reprend la route", "le bus reprend la route"),
        (
            "PRÉFET DU CANTAL\nLiberté\nÉgalité\nFraternité\n\nUn bus pour les soins",
            "Un bus pour les soins",
        ),
        (
            "URPS MODÈLES DU CENTRE                      Exemple Infos n° 12\nTours, le 3 mai 2025\n\n"
            "Deux ans de visites : le bilan",
            "Deux ans de visites : le bilan",
        ),
        (
            "EXEMPLE MAG\nLe magazine de la ville - n° 12 - mai 2025 page 4\n\nSOIGNER ICI, DEMAIN",
            "SOIGNER ICI, DEMAIN",
        ),
        (
            "RÉGION EXEMPLE\nSynthèse des décisions – Commission du vendredi 2 mai 2025\nSANTÉ\n\n"
            "25CP-123 AIDES AUX CABINETS DE VILLAGE",
            "Synthèse des décisions – Commission du vendredi 2 mai 2025",
        ),
        (
            "Si ce message ne s'affiche pas bien, cliquez ici\n\nDeux bus dentaires prennent la route",
            "Deux bus dentaires prennent la route",
        ),
        (
            "COMMUNIQUE DE PRESSE                  Fédération Modèle de Bretagne\nRennes, le 22 septembre 2025\n\n"
            "    Les hôpitaux de demain se préparent",
            "Les hôpitaux de demain se préparent",
        ),
        ("URIOPSS BRETAGNE\n\nDeux bus dentaires prennent la route", "Deux bus dentaires prennent la route"),
        ("Save the date – Le forum arrive :", "Save the date – Le forum arrive"),
        (
            "Site du CHU de Dijon\n\nNos congrès au CHU de Dijon\n\nConvention du cœur\n\nPublié le 7 Jan 2020",
            "Convention du cœur",
        ),
        (
            "Don du sang\n\nUn appel à la mobilisation de tous les habitants est lancé par l'établissement du sang !",
            "Don du sang",
        ),
        (
            "4 mars > 30 avr. - Jeunesse : appel à projets\nOuvert aux moins de 25 ans",
            "4 mars > 30 avr. - Jeunesse : appel à projets",
        ),
        ("5 mars 2024Un nouveau scanner arrive", "Un nouveau scanner arrive"),
        ("Le bus dentaire<br> prend la route", "Le bus dentaire prend la route"),
    ],
)
def test_publishers_hours_and_rubrics_are_no_titles(plain: Plain, head: str, title: str) -> None:
    assert [words for kind, level, _, words in plain(f"{head}\n\n{SENTENCE}\n") if level == 1] == [title]


def test_a_body_that_acts_in_the_text_is_no_title(plain: Plain) -> None:
    head = "Fondation Exemple pour le répit\n\nPrix « Souffle » : vos questions\n\n"
    acts = f"{head}La Fondation Exemple pour le répit lance son prix ; il récompense ceux qui aident.\n"
    assert ("heading", 1, "", "Prix « Souffle » : vos questions") in plain(acts)


def test_the_subject_of_a_letter_is_its_title(plain: Plain) -> None:
    letter = (
        "Service départemental d'incendie et de secours\nDirection – Santé\n\nSées, le 3 mars 2023\n\n"
        f"Objet : invitation au colloque sur le cœur\n\nMadame, Monsieur,\n\n{SENTENCE}\n"
    )
    assert ("heading", 1, "Objet :", "invitation au colloque sur le cœur") in plain(letter)


def test_menus_are_left_out(plain: Plain) -> None:
    menu = "Qui sommes-nous    Nos avis    Se former    Agenda    Nous écrire"
    text = f"{menu}\n\nUne journée pour en parler\n\n{SENTENCE}\n\nAccueil | Plan du site | Contact\n"
    assert [words for *_, words in plain(text)] == ["Une journée pour en parler", SENTENCE]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>CPTS du Val</h1><h2>Bien vieillir chez soi : le forum</h2>",
        "<p>CPTS du Val</p><table><tr><td>Bien vieillir chez soi : le forum</td><td>Imprimer</td></tr></table>",
    ],
)
def test_a_page_headed_by_its_body_is_named_by_what_its_title_announces(body: str) -> None:
    page = f"<html><head><title>Bien vieillir chez soi - CPTS du Val</title></head><body>{body}<p>{SENTENCE}</p></body></html>"
    drafts, _ = read_html(page)
    assert [draft.text for draft in drafts if draft.level == 1] == ["Bien vieillir chez soi : le forum"]


def test_what_stands_in_the_head_of_the_page_and_over_its_text_is_its_title(plain: Plain) -> None:
    title = "Prévention, autonomie - Prix de l'innovation 2026"
    text = f"Flash Exemple Acteur ressource\n\nPrix\n\n{title}\n\n{SENTENCE}\n\n{title}\n\nPartenaires\n"
    assert [words for _, level, _, words in plain(text) if level == 1] == [title]


def test_days_with_their_labels_are_no_title(plain: Plain) -> None:
    head = (
        "Lancement de l'appel à candidatures : le 1er octobre 2025\n"
        "Date limite d'envoi des premiers dossiers : le 30 novembre 2025\n"
        "Dépôt du dossier sur www.exemple.fr.\n"
    )
    assert [words for _, level, _, words in plain(head + SENTENCE) if level == 1] == []


def test_several_sentences_are_no_title(plain: Plain) -> None:
    text = (
        "La ville ouvre une antenne de son centre de santé. Elle accueille dix médecins dès le mois de mai."
    )
    assert [words for _, level, _, words in plain(text) if level == 1] == []

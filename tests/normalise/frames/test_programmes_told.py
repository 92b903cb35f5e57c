"""Which programmes a page is about, in the many ways a page can tell of one."""

from __future__ import annotations

from datetime import date

import pytest

from flows.normalise.documents.read import read_document
from flows.normalise.frames.date_roles import placed_dates
from flows.normalise.frames.model import Programme
from flows.normalise.frames.programmes.read import read_programmes
from flows.normalise.reading import Source, annotate

URL = "https://www.normandie.ars.sante.fr/actu"


def programmes(text: str) -> list[Programme]:
    """The programmes read in a text, as if it were published on 3 March 2024."""
    dated = text.replace("\n\n", "\n\nPublié le 3 mars 2024\n\n", 1)
    document = read_document(dated.encode(), "text/plain; charset=utf-8", URL)
    page = annotate(document, URL, date(2024, 3, 10), Source())
    return read_programmes(page, list(placed_dates(page)))


def names(text: str) -> list[tuple[str, str]]:
    """Name and type of the programmes read in a text."""
    return [(p.name, p.programme_type) for p in programmes(text)]


@pytest.mark.parametrize(
    ("text", "name", "programme_type"),
    [
        (
            "La Ville lance sa mutuelle communale\n\nÀ compter du 1er juin 2024, tous pourront adhérer à la "
            "mutuelle communale négociée avec Mutualia.\n",
            "mutuelle communale",
            "partnership",
        ),
        (
            "Une équipe mobile de soins palliatifs à Dax\n\nLe centre hospitalier de Dax crée une équipe mobile "
            "de soins palliatifs. Elle interviendra dès le 2 mai 2024.\n",
            "équipe mobile de soins palliatifs",
            "service",
        ),
        (
            "Ouverture d'un hôpital de jour en addictologie\n\nLe nouvel hôpital de jour accueillera ses premiers "
            "patients le 6 mai 2024. Il dispose de dix places.\n",
            "hôpital de jour en addictologie",
            "service",
        ),
        (
            "CHANTIER DU NOUVEAU BLOC OPÉRATOIRE : C'EST PARTI\n\nLes travaux du nouveau bloc opératoire ont "
            "commencé le 12 février 2024.\n",
            "nouveau bloc opératoire",
            "investment",
        ),
        (
            "Santé mentale des jeunes : l'université agit\n\nBaptisé « Bien dans ma tête », le nouveau programme "
            "de l'université prévoit trois psychologues.\n",
            "Bien dans ma tête",
            "plan",
        ),
        (
            "Prévenir les chutes\n\nLa caisse déploie depuis janvier son plan de prévention des chutes à domicile, "
            "« Debout ».\n",
            "Debout",
            "plan",
        ),
        (
            "Se former près de chez soi\n\n« Ici, je deviens infirmier », la formation que la Région lance en "
            "septembre 2024, compte vingt places.\n",
            "Ici, je deviens infirmier",
            "training",
        ),
        (
            "Une navette gratuite vers l'hôpital\n\nÀ partir du lundi 8 avril 2024, une navette gratuite relie la "
            "gare et l'hôpital.\n",
            "navette gratuite",
            "service",
        ),
        (
            "Téléconsultation : une cabine installée à la mairie\n\nLa cabine de téléconsultation est en service "
            "depuis le 4 février 2024, avec l'aide de la Région (12 000 €).\n",
            "cabine de téléconsultation",
            "service",
        ),
        (
            "Lettre n° 4\n\nUne antenne à Domfront\n\nLe 2 avril, la maison des adolescents ouvrira une antenne à "
            "Domfront.\n\nForum des métiers\n\nLe forum aura lieu le 12 avril à Alençon.\n",
            "antenne à Domfront",
            "service",
        ),
        (
            "Questions-réponses sur l'aide à l'installation\n\nQuel montant ?\n\n15 000 €, versés en deux fois.\n",
            "aide à l'installation",
            "aid_scheme",
        ),
        (
            "Nouveau : une unité de soins palliatifs à Dax\n\nDepuis le 15 janvier 2024, l'hôpital dispose d'une unité "
            "de soins palliatifs de dix lits.\n",
            "unité de soins palliatifs",
            "service",
        ),
        (
            "Le dispositif « Ma santé, mon car » prolongé\n\nLe dispositif « Ma santé, mon car » est prolongé jusqu'au "
            "31 décembre 2025.\n",
            "Ma santé, mon car",
            "service",
        ),
        (
            "Lettre n° 4\n\nMutuelle communale. La convention concerne déjà 90 foyers.\n",
            "Mutuelle communale",
            "partnership",
        ),
        (
            "La maison de santé s'agrandit\n\nLa Ville a décidé l'extension de la maison de santé. Les travaux "
            "débutent le 6 mai 2024.\n",
            "extension de la maison de santé",
            "investment",
        ),
    ],
)
def test_what_a_page_is_about(text: str, name: str, programme_type: str) -> None:
    assert names(text) == [(name, programme_type)]


@pytest.mark.parametrize(
    "text",
    [
        "Journée de la prévention\n\nElle bénéficie du soutien du fonds d'intervention régional.\n",
        "Le centre hospitalier embauche\n\nL'unité de soins palliatifs et l'hôpital de jour cherchent des "
        "infirmières. Une prime d'installation de 1 000 € est versée.\n",
        "Vaccination : le point\n\nLe centre de santé de Vire vaccine le mercredi.\n",
        "Portes ouvertes du centre de jour des Tilleuls\n\nLe centre de jour se visite le 4 mai 2024.\n",
        "Vous souhaitez de l'aide près de chez vous ?\n\nAppelez-nous avant le 4 mai 2024.\n",
    ],
)
def test_what_a_page_only_mentions(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Lancée en mai 2023 par le CCAS de Flers, la navette santé circule le lundi.", "CCAS de Flers"),
        (
            "Le centre hospitalier de Flers ouvre sa maison des adolescents le 2 mai.",
            "centre hospitalier de Flers",
        ),
        (
            "Rattachée au centre hospitalier de Vire, l'équipe mobile de gériatrie ouvre en mai 2024.",
            "centre hospitalier de Vire",
        ),
        (
            "URPS Pharmaciens Bretagne : l'appel à candidatures « Officine verte » est ouvert.",
            "URPS Pharmaciens Bretagne",
        ),
        (
            "Lancée par l'équipe plaies du CH de Saint-Lô, la plateforme « Escarres » démarre en mai.",
            "CH de Saint-Lô",
        ),
    ],
)
def test_the_body_that_leads_is_the_one_a_sentence_ties_to_it(sentence: str, lead: str) -> None:
    [programme] = programmes(f"En bref\n\n{sentence}\n")
    assert programme.lead_organisation_name == lead


def test_the_lines_under_a_heading_say_when_its_programme_runs() -> None:
    [programme] = programmes(
        "Notre lettre\n\nLa concertation « Parlons vrai »\n\nDu 22 avril au 12 juin 2024, habitants et soignants sont "
        "invités à donner leur avis.\n"
    )
    assert (programme.start_date, programme.end_date) == (date(2024, 4, 22), date(2024, 6, 12))


def test_a_call_ends_with_its_last_day_to_apply_not_with_the_answers() -> None:
    [programme] = programmes(
        "Appel à projets « Respirer »\n\nIl ouvre ce lundi 4 mars. Les dossiers sont à déposer avant le 17 avril 2024. "
        "Les réponses partiront au plus tard le 3 juillet 2024.\n"
    )
    assert (programme.start_date, programme.end_date) == (date(2024, 3, 4), date(2024, 4, 17))


def test_a_plan_still_being_written_is_announced() -> None:
    [programme] = programmes(
        "La vie du groupement\n\nLe projet médical partagé 2024-2028 est en cours d'écriture. Le premier projet "
        "médical, adopté en 2018, avait rapproché les pharmacies.\n"
    )
    assert programme.programme_status == "announced"


def test_a_plan_that_will_be_adopted_is_announced() -> None:
    [programme] = programmes(
        "Donnez votre avis sur le schéma\n\nLe schéma départemental de l'autonomie 2024-2028 sera adopté en décembre. "
        "Il prépare l'avenir.\n"
    )
    assert programme.programme_status == "announced"


def test_a_frame_without_a_title_of_its_own_is_named_in_passing() -> None:
    assert names("Des soins\n\nLe groupement lance une étude dans le cadre du PTSM 2023-2027.\n") == []
    assert names("Des aides\n\nCinq projets sont soutenus dans le cadre du plan « Souffle ».\n") == [
        ("Souffle", "plan")
    ]


def test_a_day_or_a_town_may_stand_between_the_verb_and_what_opens() -> None:
    text = "Se loger en stage\n\nL'agglomération ouvre en septembre 2024 à Flers un internat rural de huit chambres.\n"
    assert names(text) == [("internat rural", "service")]


@pytest.mark.parametrize(
    ("sentence", "name", "programme_type"),
    [
        (
            "Le 1er décembre 2024, une unité hivernale de médecine ouvrira à Caen.",
            "unité hivernale de médecine",
            "service",
        ),
        (
            "Il est créé une aide à la première installation, dénommée « Ma plaque ».",
            "Ma plaque",
            "aid_scheme",
        ),
        (
            "« Bien accueillir » : c'est la nouvelle formation que la caisse lance.",
            "Bien accueillir",
            "training",
        ),
        ("De ce constat est né « Le Refuge » : un gîte de six chambres.", "Le Refuge", "service"),
    ],
)
def test_a_sentence_may_bring_in_a_programme_as_new(sentence: str, name: str, programme_type: str) -> None:
    assert names(f"Du nouveau au village\n\n{sentence}\n") == [(name, programme_type)]


def test_the_countrys_own_programme_is_only_mentioned() -> None:
    assert (
        names("Aider\n\nLe programme national « Veiller ensemble », lancé en 2021, a formé des vigies.\n")
        == []
    )

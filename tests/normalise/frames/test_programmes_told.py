"""Which programmes a page is about, in the many ways a page can tell of one."""

from __future__ import annotations

from datetime import date

import pytest

from flows.normalise.documents.read import read_document
from flows.normalise.frames.date_roles import placed_dates
from flows.normalise.frames.programmes import read_programmes
from flows.normalise.reading import Source, annotate

URL = "https://www.normandie.ars.sante.fr/actu"


def names(text: str) -> list[tuple[str, str]]:
    """Name and type of the programmes read in a text, as if it were published on 3 March 2024."""
    dated = text.replace("\n\n", "\n\nPublié le 3 mars 2024\n\n", 1)
    document = read_document(dated.encode(), "text/plain; charset=utf-8", URL)
    page = annotate(document, URL, date(2024, 3, 10), Source())
    return [(p.name, p.programme_type) for p in read_programmes(page, list(placed_dates(page)))]


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
        "Places en Ehpad\n\nLes dossiers sont à déposer sur la plateforme « Mes démarches », ouverte le 4 mars.\n",
        "Le centre hospitalier embauche\n\nL'unité de soins palliatifs et l'hôpital de jour cherchent des "
        "infirmières. Une prime d'installation de 1 000 € est versée.\n",
        "Vaccination : le point\n\nLe centre de santé de Vire vaccine le mercredi.\n",
        "Portes ouvertes du centre de jour des Tilleuls\n\nLe centre de jour se visite le 4 mai 2024.\n",
        "Vous souhaitez de l'aide près de chez vous ?\n\nAppelez-nous avant le 4 mai 2024.\n",
    ],
)
def test_what_a_page_only_mentions(text: str) -> None:
    assert names(text) == []

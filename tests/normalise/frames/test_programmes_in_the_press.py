"""Programmes as newspapers and portals tell them: named in passing, filed under rubrics, told by others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement, Programme

Read = Callable[..., Announcement]
ARS = "https://www.bretagne.ars.sante.fr/exemple"


def names(told: Announcement) -> list[tuple[str, str]]:
    return [(p.name, p.programme_type) for p in told.programmes]


def only(told: Announcement) -> Programme:
    [programme] = told.programmes
    return programme


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("Clos", "closed"),
        ("Statut : clôturé", "closed"),
        ("En cours d'instruction", "closed"),
        ("Candidatures closes", "closed"),
        ("En cours", "open"),
        ("Ouvert", "open"),
    ],
)
def test_a_portal_files_a_call_and_marks_how_it_stands(told: Read, mark: str, status: str) -> None:
    page = told(
        "Fonds Exemple de lutte contre le tabac\n\nAppel à projets / candidatures / manifestation d'intérêt\n"
        f"Santé publique, prévention et environnement\n\n{mark}\n\n"
        "L'ARS Bretagne soutient les actions locales. Les dossiers sont déposés en ligne.\n",
        url=ARS,
    )
    assert page.title == "Fonds Exemple de lutte contre le tabac"
    call = only(page)
    assert (call.name, call.programme_type) == ("Fonds Exemple de lutte contre le tabac", "call_for_projects")
    assert call.programme_status == status


def test_what_a_cover_says_over_a_call_is_no_title(told: Read) -> None:
    page = told(
        "APPEL A PROJETS\n2025\n\nNutrition et petite enfance\n\nAgence régionale de santé Bretagne\n\n"
        "Date limite de dépôt : 19 mars 2025\n\nLe cahier des charges fixe les critères.\n",
        url=ARS,
    )
    assert page.title == "Nutrition et petite enfance"
    assert names(page) == [("Nutrition et petite enfance", "call_for_projects")]


@pytest.mark.parametrize(
    "text",
    [
        "Les rencontres de Vire\n\nLe professeur Jean Exemple (Ap-Xm, pôle maladies rares) ouvrira la journée.\n",
        "Un cabinet s'agrandit\n\nLe projet était mûr dès 2017. Les praticiens s'installent.\n",
        "Déserts médicaux : la réponse\n\nPour compléter l'offre de soins\n\nLe conseil municipal agit pour répondre "
        "aux besoins de tous. Les médecins y ont été associés.\n",
        "<h1>Un beau chèque pour nos malades</h1><p>Le club a remis un chèque de 4 320 € à l'association.</p>",
        "<h1>Conseil municipal</h1><p>Une subvention de mille cinq cents euros est votée.</p>",
    ],
)
def test_what_only_sounds_like_a_programme(told: Read, text: str) -> None:
    assert names(told(text)) == []


def test_what_came_before_is_told_in_passing(told: Read) -> None:
    page = told(
        "L'hôpital d'Exemple-sur-Mer se modernise\n\nAprès la rénovation du pavillon « Mimosa », le centre hospitalier "
        "lance le projet « Bloc neuf ». Les travaux dureront jusqu'en 2027.\n"
    )
    assert [name for name, _ in names(page)] == ["Bloc neuf"]


def test_a_heading_that_tells_of_an_opening_names_the_house(told: Read) -> None:
    page = told(
        "Ouverture de la Maison de santé\n\nLa maison de santé pluriprofessionnelle a ouvert le 5 novembre 2024. "
        "Ce projet rend les soins plus proches.\n"
    )
    assert len(page.programmes) == 1
    assert "Ouverture" not in only(page).name


def test_what_was_done_to_prepare_it_is_not_its_time(told: Read) -> None:
    page = told(
        "Le contrat local de santé du Val d'Exemple est signé\n\nLe contrat local de santé est signé ce 2 juillet "
        "2024, pour trois ans, avec l'ARS. Ce contrat s'appuie sur un diagnostic.\n\nUne coordinatrice anime le "
        "contrat local de santé. Entre octobre 2023 et février 2024, elle a réuni les habitants.\n",
        on="2024-07-05",
    )
    contract = only(page)
    assert (str(contract.start_date), str(contract.end_date)) == ("2024-07-02", "2027-07-01")


@pytest.mark.parametrize(
    ("before", "aims"),
    [
        ("Une délibération doit permettre à la commune de s'engager dans le contrat.", 2),
        ("Des habitants s'inscrivent afin de bénéficier du contrat.", 2),
    ],
)
def test_having_part_in_it_is_no_aim_of_it(told: Read, before: str, aims: int) -> None:
    page = told(
        f"Un contrat local de santé pour le Val d'Exemple\n\nLe contrat local de santé (CLS) est lancé. {before} "
        "Le contrat vise à faciliter l'accès aux soins et à soutenir les aidants.\n"
    )
    assert [o.text for o in only(page).objectives] == [
        "faciliter l'accès aux soins",
        "soutenir les aidants",
    ][:aims]


def test_sums_in_a_list_are_no_aims(told: Read) -> None:
    page = told(
        "La prime Exemple d'installation\n\nLe dispositif d'aide « Prime Exemple » est ouvert. Objectifs et aides :\n\n"
        "- prime de 10 000 € aux médecins\n- prime de 5 000 € aux dentistes\n- prime de 3 000 € aux infirmiers\n"
    )
    assert [o.text for p in page.programmes for o in p.objectives] == []


def test_the_towns_of_others_are_no_sites(told: Read) -> None:
    page = told(
        "Le CHU de Rennes se dote d'une unité de soins mobile\n\nLe CHU de Rennes déploie une unité de soins mobile. "
        "Trois autres unités mobiles se trouvent à Toulon, Reims et Nancy.\n"
    )
    assert not {"83137", "51454", "54395"} & {s.commune_code for p in page.programmes for s in p.sites}


def test_a_region_acts_for_its_whole_territory(told: Read) -> None:
    page = told(
        "Un plan de santé voté\n\nLa Région Bretagne a voté le plan de santé « Ensemble Exemple » à Rennes, en "
        "Ille-et-Vilaine.\n"
    )
    assert only(page).scope == "region"


def test_a_definition_gives_no_role(told: Read) -> None:
    page = told(
        "Un centre départemental de santé en 2025\n\nLe Département de l'Orne ouvrira un centre départemental de "
        "santé le 3 mars 2025. Quelles différences avec les maisons de santé ? Les centres de santé accompagnent "
        "les patients et participent à la prévention.\n"
    )
    assert {r.organisation_name for r in page.roles} == {"Département de l'Orne"}


def test_an_aim_told_before_a_colon_is_not_what_follows_it(told: Read) -> None:
    page = told(
        "Une enquête sur la santé des Exemplois\n\nLa Ville d'Exemple lance une enquête sur la santé des habitants. "
        "L'objectif est de connaître leurs besoins dans divers domaines : logement, famille, loisirs.\n"
    )
    assert [o.text for o in only(page).objectives] == ["connaître leurs besoins dans divers domaines"]


def test_an_aim_does_not_reach_back_over_lines(told: Read) -> None:
    page = told(
        "Le plan Exemple contre l'isolement\n\nSolidarités / Publié par la rédaction • Aînés\n\n"
        "Repérer les aînés isolés et leur rendre visite : c'est l'objectif du plan Exemple contre l'isolement, lancé "
        "par la Ville d'Exemple.\n"
    )
    assert [o.text for o in only(page).objectives] == ["Repérer les aînés isolés", "leur rendre visite"]


def test_that_a_plan_comes_to_be_is_no_aim_of_it(told: Read) -> None:
    page = told(
        "Le plan local de santé (PLS) du Val d'Exemple\n\nLe plan local de santé (PLS) est lancé. Afin d'élaborer le "
        "PLS, un diagnostic a été confié à un cabinet. Il vise à réduire les inégalités et à soutenir les aidants.\n"
    )
    assert [o.text for o in only(page).objectives] == ["réduire les inégalités", "soutenir les aidants"]


@pytest.mark.parametrize("adverb", ["", "ainsi ", "notamment "])
def test_what_a_house_will_allow_is_listed(told: Read, adverb: str) -> None:
    page = told(
        "Une maison des femmes ouvrira à Rennes\n\nLa maison des femmes ouvrira en mai 2025 à Rennes. La maison "
        f"permettra {adverb}:\n\n- la prise en charge des victimes,\n- l'accompagnement des mères.\n"
    )
    assert [o.text for o in only(page).objectives] == [
        "la prise en charge des victimes",
        "l'accompagnement des mères",
    ]


def test_what_a_plan_is_said_to_be_is_no_other_plan(told: Read) -> None:
    page = told(
        "Le plan régional santé environnement (2025-2029) en Bretagne : un plan d'orientations\n\nL'ARS Bretagne a "
        "adopté le plan régional santé environnement (PRSE4) le 6 décembre 2024.\n"
    )
    assert [p.acronym for p in page.programmes] == ["PRSE4"]


def test_a_house_with_a_name_of_its_own_opens_its_doors(told: Read) -> None:
    page = told(
        "Violences : un lieu pour parler\n\nLa Maison Mimosa, soutenue par la Ville d'Exemple, a ouvert ses portes aux "
        "femmes et aux enfants le 9 décembre 2024.\n"
    )
    assert names(page) == [("Maison Mimosa", "service")]


def test_a_meeting_called_by_a_programmes_noun_is_told_once(told: Read) -> None:
    found = told(
        "Retour sur la Convention régionale 2024\n\nLa Convention régionale 2024 de la FHF Bretagne s'est déroulée "
        "le vendredi 27 septembre 2024 à Rennes. Une convention signée avec la CPTS du Lac suivra.\n"
    )
    assert [e.name for e in found.events] == ["Convention régionale 2024"]
    assert "Convention régionale 2024" not in [p.name for p in found.programmes]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cette antenne devrait permettre de susciter des vocations.", []),
        ("Le CH de Dax a un scanner en contrat de location-entretien.", []),
        (
            "La CPTS du Lac lance un appel à projets concernant :\n- les chutes\n- le sommeil",
            ["appel à projets"],
        ),
        ("La ville lance un programme de travaux visant à adapter ses rues.", ["programme de travaux"]),
    ],
)
def test_a_name_ends_before_what_it_is_to_do(told: Read, text: str, names: list[str]) -> None:
    assert [p.name for p in told(text).programmes] == names

"""Organisation roles: who organises, leads, partners, funds, attends, receives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement, Event, Funding, Programme

Read = Callable[..., Announcement]


def _roles(announcement: Announcement, subject: type) -> list[tuple[str, str]]:
    return [(r.organisation_name, r.role) for r in announcement.roles if isinstance(r.subject, subject)]


def test_organisers_named_together_have_a_row_each(told: Read) -> None:
    announcement = told(
        "CPTS du Pays d'Exemple\n\nForum santé\n\nLa CPTS du Pays d'Exemple et la MSA d'Armorique organisent un forum "
        "santé le samedi 15 mars 2025 à 14h à Quimper.\n"
    )
    assert _roles(announcement, Event) == [
        ("CPTS du Pays d'Exemple", "organiser"),
        ("MSA d'Armorique", "organiser"),
    ]


def test_partners_and_participants_of_an_event(told: Read) -> None:
    announcement = told(
        "Ville de Quimper\n\nJournée des aidants\n\nLa Ville de Quimper organise la Journée des aidants le samedi "
        "15 mars 2025 à 14h, en partenariat avec l'ARS Bretagne et le CHU de Brest. "
        "Seront présents : la CPAM du Finistère et la MSA d'Armorique.\n"
    )
    assert _roles(announcement, Event) == [
        ("Ville de Quimper", "organiser"),
        ("ARS Bretagne", "partner"),
        ("CHU de Brest", "partner"),
        ("CPAM du Finistère", "participant"),
        ("MSA d'Armorique", "participant"),
    ]


def test_the_employer_of_a_person_has_no_role(told: Read) -> None:
    announcement = told(
        "Ville de Quimper\n\nJournée des aidants\n\nLa Ville de Quimper organise la Journée des aidants le samedi "
        "15 mars 2025 à 14h, en présence de Camille Exemple, directrice de la CPAM du Finistère.\n"
    )
    assert _roles(announcement, Event) == [("Ville de Quimper", "organiser")]


def test_signatories_are_partners_of_the_contract_and_its_lead_is_lead(told: Read) -> None:
    announcement = told(
        "Communauté de communes du Pays Exemple\n\nSignature du contrat local de santé\n\nLe contrat local de santé "
        "2025-2029 lie la communauté de communes du Pays Exemple, l'ARS Bretagne et la CPAM du Finistère.\n"
    )
    partners = [name for name, role in _roles(announcement, Programme) if role == "partner"]
    assert partners == ["ARS Bretagne", "CPAM du Finistère"]


def test_one_funder_row_in_all_and_one_on_what_is_funded(told: Read) -> None:
    announcement = told(
        "Hôpital d'Exemple\n\nLe bus dentaire\n\nLe service de bus dentaire « Sourire » ouvre le 3 mars 2025. "
        "L'ARS Bretagne verse 10 000 € pour le bus et l'ARS Bretagne verse 5 000 € pour le matériel.\n"
    )
    assert _roles(announcement, Funding) == [("ARS Bretagne", "funder")]
    assert ("ARS Bretagne", "funder") in _roles(announcement, Programme)


def test_a_body_that_receives_is_a_beneficiary(told: Read) -> None:
    announcement = told(
        "Ville de Quimper\n\nConseil municipal\n\nLe conseil a attribué 640 000 € au centre hospitalier de Brest et "
        "une aide de 5 000 € aux internes.\n"
    )
    assert _roles(announcement, Funding) == [
        ("Ville de Quimper", "funder"),
        ("centre hospitalier de Brest", "beneficiary"),
    ]


def test_those_who_finance_are_no_partners_besides(told: Read) -> None:
    announcement = told(
        "Ville de Quimper\n\nForum santé\n\nLa Ville de Quimper organise un forum santé le 15 mars 2025. Journée "
        "soutenue par l'ARS Bretagne (4 000 €).\n"
    )
    assert _roles(announcement, Event) == [("Ville de Quimper", "organiser"), ("ARS Bretagne", "funder")]


def test_those_who_sign_for_their_bodies_make_them_partners(told: Read) -> None:
    announcement = told(
        "Communauté de communes du Thouarsais\n\nLe contrat local de santé du Thouarsais est signé\n\n"
        "La Communauté de communes du Thouarsais a signé le contrat local de santé 2025-2029.\n\n"
        "Le contrat a été signé par :\n- Camille Exemple, directrice de l'ARS Bretagne\n"
        "- Dominique Exemple, directeur de la CPAM du Finistère\n"
    )
    assert _roles(announcement, Programme)[1:] == [
        ("ARS Bretagne", "partner"),
        ("CPAM du Finistère", "partner"),
    ]


def test_a_label_of_partners_may_say_of_what_kind(told: Read) -> None:
    announcement = told(
        "Ville de Quimper\n\nForum santé\n\nLa Ville de Quimper organise un forum santé le samedi 15 mars 2025 à "
        "14h.\n\nPartenaires institutionnels : ARS Bretagne, CHU de Brest\n"
    )
    assert _roles(announcement, Event)[1:] == [("ARS Bretagne", "partner"), ("CHU de Brest", "partner")]


_BUS = "Ville de Foix\n\nUn bus santé\n\nLa Ville de Foix lance le 3 mars 2025 le bus santé « Alizé ». "


@pytest.mark.parametrize(
    "sentence",
    [
        "Le planning est tenu à tour de rôle avec l'ARS Bretagne.",
        "L'ARS Bretagne fournit le véhicule.",
        "L'ARS Bretagne, associée au projet depuis l'origine, s'en félicite.",
        "Les dossiers sont instruits par l'ARS Bretagne.",
        "L'évaluation est confiée à l'ARS Bretagne.",
        "Les bénévoles de l'ARS Bretagne tiennent le volant.",
        "Il mobilise également les équipes de l'ARS Bretagne.",
        "Le projet est né d'un travail commun entre la Ville et l'ARS Bretagne.",
    ],
)
def test_who_does_a_part_of_a_programme_is_a_partner(told: Read, sentence: str) -> None:
    assert ("ARS Bretagne", "partner") in _roles(told(_BUS + sentence + "\n"), Programme)


@pytest.mark.parametrize(
    "sentence",
    [
        "Selon l'ARS Bretagne, un habitant sur dix est concerné.",
        "Camille Exemple, directrice de l'ARS Bretagne, assure que tout ira bien.",
        "Les locaux sont proches de l'ARS Bretagne, qui déménage.",
        "Un comité de suivi réunissant les élus et l'ARS Bretagne fera le point.",
    ],
)
def test_a_body_merely_named_is_no_partner(told: Read, sentence: str) -> None:
    assert ("ARS Bretagne", "partner") not in _roles(told(_BUS + sentence + "\n"), Programme)


def test_what_a_body_does_is_read_before_the_next_body(told: Read) -> None:
    announcement = told(_BUS + "Face à l'ARS Bretagne, la CPAM de l'Ariège prête une salle.\n")
    assert _roles(announcement, Programme)[1:] == [("CPAM de l'Ariège", "partner")]


def test_who_runs_a_workshop_is_its_partner_but_no_speakers_employer(told: Read) -> None:
    text = "Ville de Foix\n\nAtelier cuisine\n\nLa Ville de Foix organise un atelier cuisine le 3 mars 2025, animé par "
    assert ("CPAM de l'Ariège", "partner") in _roles(told(text + "la CPAM de l'Ariège.\n"), Event)
    employer = _roles(told(text + "une infirmière de la CPAM de l'Ariège.\n"), Event)
    assert employer == [("Ville de Foix", "organiser")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Il est porté par la Ville, avec l'ARS Bretagne.",
        "L'accord a été signé le 3 février entre la Ville, chef de file, et l'ARS Bretagne.",
        "À bord, une infirmière et un médecin, salariés de l'ARS Bretagne.",
    ],
)
def test_partners_behind_with_and_between(told: Read, sentence: str) -> None:
    assert ("ARS Bretagne", "partner") in _roles(told(_BUS + sentence + "\n"), Programme)


def test_bodies_under_a_column_of_partners(told: Read) -> None:
    announcement = told(
        "<html><body><main><h1>Forum santé</h1><p>La Ville de Quimper organise un forum santé le samedi 15 mars "
        "2025 à 14h.</p><table><tr><th>Partenaire</th><th>Apport</th></tr><tr><td>ARS Bretagne</td><td>Un stand"
        "</td></tr><tr><td>CHU de Brest</td><td>Trois médecins</td></tr></table></main></body></html>"
    )
    assert _roles(announcement, Event)[1:] == [("ARS Bretagne", "partner"), ("CHU de Brest", "partner")]


def test_stands_make_participants_and_speakers_no_roles(told: Read) -> None:
    announcement = told(
        "Ville de Quimper\n\nForum santé\n\nLa Ville de Quimper organise un forum santé le samedi 15 mars 2025 à 14h. "
        "Des stands seront tenus par le CHU de Brest. Le débat est animé par le Dr Jeanne Martin, de la CPAM du Finistère.\n"
    )
    assert _roles(announcement, Event) == [("Ville de Quimper", "organiser"), ("CHU de Brest", "participant")]


def test_what_several_do_together_besides_leading_makes_partners(told: Read) -> None:
    announcement = told(_BUS + "La Ville de Foix et l'ARS Bretagne réfléchissent chaque mois à la suite.\n")
    assert _roles(announcement, Programme) == [("Ville de Foix", "lead"), ("ARS Bretagne", "partner")]


_FORUM = (
    "CPTS du Pays d'Exemple\n\nForum santé\n\nLa CPTS du Pays d'Exemple organise un forum santé le samedi "
    "15 mars 2025 à 14h à Quimper.\n\n"
)


def test_bodies_no_lexicon_knows_stand_in_lists_of_bodies(told: Read) -> None:
    announcement = told(
        _FORUM + "Stands : Croix-Rouge, Ligue contre le cancer, France Modèle 29, Les Marins exemplaires.\n\n"
        "Partenaires : Nariké Essai'D et la CPAM du Finistère.\n"
    )
    assert _roles(announcement, Event)[1:] == [
        ("Nariké Essai'D", "partner"),
        ("CPAM du Finistère", "partner"),
        ("Croix-Rouge", "participant"),
        ("Ligue contre le cancer", "participant"),
        ("France Modèle 29", "participant"),
        ("Les Marins exemplaires", "participant"),
    ]


def test_persons_and_communes_are_no_members_of_such_lists(told: Read) -> None:
    announcement = told(_FORUM + "Avec le soutien de Camille Exemple, et en partenariat avec Brest.\n")
    assert _roles(announcement, Event) == [("CPTS du Pays d'Exemple", "organiser")]


def test_bare_nouns_with_a_capital_are_bodies_in_an_enumeration(told: Read) -> None:
    announcement = told(
        _FORUM
        + "Seront présents sur le forum : la CPAM du Finistère, l'Unafam, Mission locale, et le CHU de Brest.\n"
    )
    assert _roles(announcement, Event)[1:] == [
        ("CPAM du Finistère", "participant"),
        ("Unafam", "participant"),
        ("Mission locale", "participant"),
        ("CHU de Brest", "participant"),
    ]


def test_a_counted_class_has_no_part(told: Read) -> None:
    announcement = told(
        _FORUM + "La fédération d'exemple fédère 71 hôpitaux et mobilise une centaine d'associations.\n"
    )
    assert _roles(announcement, Event) == [("CPTS du Pays d'Exemple", "organiser")]


def test_the_representative_of_a_body_takes_part_for_it(told: Read) -> None:
    announcement = told(_FORUM + "Table ronde avec une représentante de France Assos Santé Bretagne.\n")
    assert ("France Assos Santé Bretagne", "participant") in _roles(announcement, Event)


def test_rows_of_a_table_tell_parts(told: Read) -> None:
    announcement = told(
        "<h1>Forum santé</h1><p>La CPTS du Pays d'Exemple organise un forum santé le samedi 15 mars 2025 à 14h à "
        "Quimper.</p><table><tr><th>Structure</th><th>Rôle</th></tr><tr><td>CPAM du Finistère</td><td>partenaire</td></tr>"
        "<tr><td>CHU de Brest</td><td>exposant</td></tr></table>"
    )
    assert _roles(announcement, Event)[1:] == [
        ("CPAM du Finistère", "partner"),
        ("CHU de Brest", "participant"),
    ]


_FORUM = (
    "CPTS du Pays d'Exemple\n\nForum santé\n\nLa CPTS du Pays d'Exemple vous invite à un forum santé le samedi 15 mars "
    "2025 à 14h à Quimper. "
)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        (
            "Il est organisé conjointement par la CPTS du Pays d'Exemple, l'Unafam et la Ville de Quimper.",
            "organiser",
        ),
        ("Une initiative de la CPTS du Pays d'Exemple, de l'Unafam et de la Ville de Quimper.", "organiser"),
        ("Il est co-organisé avec l'Unafam et la Ville de Quimper.", "organiser"),
        ("Rencontrez sur place l'Unafam et la Ville de Quimper.", "participant"),
        ("Sont attendues l'Unafam et la Ville de Quimper.", "participant"),
        ("L'Unafam et la Ville de Quimper viendront à votre rencontre.", "participant"),
        ("L'Unafam et la Ville de Quimper y participent.", "participant"),
        ("Venez échanger avec les équipes de l'Unafam et de la Ville de Quimper.", "participant"),
        ("Parmi les stands, ceux de l'Unafam et de la Ville de Quimper.", "participant"),
        ("L'Unafam et la Ville de Quimper seront représentées.", "participant"),
        ("L'Unafam et la Ville de Quimper ont confirmé leur venue.", "participant"),
        ("Sont conviées l'Unafam et la Ville de Quimper.", "participant"),
        ("Vous y trouverez l'Unafam et la Ville de Quimper.", "participant"),
        ("Il se prépare avec l'Unafam et la Ville de Quimper.", "partner"),
        ("Y sont associées l'Unafam et la Ville de Quimper.", "partner"),
        ("Nos partenaires sont l'Unafam et la Ville de Quimper.", "partner"),
        ("Ont collaboré à l'organisation : l'Unafam, la Ville de Quimper.", "partner"),
        ("Parmi les partenaires figurent l'Unafam et la Ville de Quimper.", "partner"),
        ("L'Unafam et la Ville de Quimper ont rejoint l'aventure.", "partner"),
        ("L'Unafam et la Ville de Quimper distribuent les programmes.", "partner"),
    ],
)
def test_parts_in_an_event_told_in_a_sentence_of_their_own(told: Read, sentence: str, role: str) -> None:
    announcement = told(_FORUM + sentence + "\n")
    assert _roles(announcement, Event)[1:] == [("Unafam", role), ("Ville de Quimper", role)]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Exposants", "participant"),
        ("Ils seront là", "participant"),
        ("Stands tenus par", "participant"),
        ("Nos partenaires", "partner"),
        ("Avec le soutien de", "partner"),
    ],
)
def test_parts_under_a_heading_that_says_nothing_else(told: Read, heading: str, role: str) -> None:
    page = (
        "<h1>Forum santé de Quimper</h1><p>La Ville de Brest organise un forum santé le samedi 15 mars 2025 à 14h "
        f"à Quimper.</p><h2>{heading}</h2><ul><li>Unafam</li><li>CPAM du Finistère</li></ul>"
    )
    roles = [("Unafam", role), ("CPAM du Finistère", role)]
    assert _roles(told(page), Event) == [("Ville de Brest", "organiser"), *roles]


def test_bodies_in_a_table_of_stands_attend(told: Read) -> None:
    page = (
        "<h1>Forum santé de Quimper</h1><p>La Ville de Brest organise un forum santé le samedi 15 mars 2025 à 14h "
        "à Quimper.</p><table><tr><th>Stand</th><th>Structure</th></tr><tr><td>Droits</td><td>CPAM du Finistère</td>"
        "</tr><tr><td>Vue</td><td>Krys Quimper</td></tr></table>"
    )
    roles = [("CPAM du Finistère", "participant"), ("Krys Quimper", "participant")]
    assert _roles(told(page), Event) == [("Ville de Brest", "organiser"), *roles]


def test_a_commune_that_receives_is_a_body_in_lower_case_too(told: Read) -> None:
    announcement = told(
        "Région Bretagne\n\nCommission permanente\n\nLa Région Bretagne attribue une subvention de 180 000 € à la "
        "commune de Guingamp pour un cabinet dentaire.\n"
    )
    assert _roles(announcement, Funding) == [
        ("Région Bretagne", "funder"),
        ("commune de Guingamp", "beneficiary"),
    ]


def test_winners_of_a_list_receive_whatever_article_they_have(told: Read) -> None:
    announcement = told(
        '<meta property="og:site_name" content="Fondation Exemple">'
        "<h1>Palmarès de la Fondation Exemple</h1><p>La Fondation Exemple distingue cette "
        "année :</p><ul><li>le CHU de Poitiers (20 000 €)</li><li>l'association Sillage (15 000 €)</li></ul>"
    )
    receivers = [name for name, role in _roles(announcement, Funding) if role == "beneficiary"]
    assert receivers == ["CHU de Poitiers", "association Sillage"]


def test_bodies_in_brackets_behind_their_part(told: Read) -> None:
    announcement = told(
        "Métropole Exemple\n\nLe projet « Respire »\n\nPorté par la Métropole Exemple et ses partenaires (Ufolep 56, Caf "
        "du Morbihan), le projet « Respire » équipera quarante crèches.\n"
    )
    partners = [name for name, role in _roles(announcement, Programme) if role == "partner"]
    assert partners == ["Ufolep 56", "Caf du Morbihan"]

"""Indicators: figures that report results, reach and targets, and those that do not."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def _figures(announcement: Announcement) -> list[tuple[str, int | float, str]]:
    return [(i.label, float(i.value), i.unit) for i in announcement.indicators]


def test_results_in_a_list_of_key_figures(told: Read) -> None:
    announcement = told(
        "CPTS du Pays d'Exemple\n\nNotre bilan 2024\n\nLes chiffres clés\n\n- 1 320 appels reçus\n- 430 participants\n"
        "- 64 000 habitants sur le territoire\n- 152 élèves scolarisés\n"
    )
    assert _figures(announcement) == [("appels reçus", 1320, "contacts"), ("participants", 430, "people")]


def test_a_verb_of_result_counts_and_carries_over(told: Read) -> None:
    announcement = told(
        "La formation continue\n\nCette formation a déjà concerné 84 salariés de 19 établissements. "
        "Le service a accueilli 612 patients.\n"
    )
    assert _figures(announcement) == [
        ("salariés", 84, "people"),
        ("établissements", 19, "sites"),
        ("patients", 612, "people"),
    ]


def test_a_stated_target_counts(told: Read) -> None:
    (indicator,) = told(
        "La vaccination reprend\n\nLa campagne aura un objectif de 30 % d'élèves vaccinés.\n"
    ).indicators
    assert (indicator.label, indicator.value, indicator.unit) == (
        "objectif de 30 % d'élèves vaccinés", 30, "percent",
    )  # fmt: skip


def test_figures_by_place_take_the_label_they_break_down(told: Read) -> None:
    announcement = told(
        "La vaccination en Île-de-France\n\nLes chiffres clés\n\n- 5 592 élèves vaccinés (1re dose)\n\n"
        "Par département (1re dose)\n\nParis : 3 112 | Seine-et-Marne : 2 480\n"
    )
    assert _figures(announcement) == [
        ("élèves vaccinés (1re dose)", 5592, "people"),
        ("élèves vaccinés (1re dose), Paris", 3112, "people"),
        ("élèves vaccinés (1re dose), Seine-et-Marne", 2480, "people"),
    ]


def test_equipes_are_no_participle_but_equipees_are(told: Read) -> None:
    assert told("Sur le terrain\n\nSix équipes tournent déjà dans la région.\n").indicators == []
    (indicator,) = told("Sur le terrain\n\n112 structures équipées dans la région.\n").indicators
    assert (indicator.label, indicator.value) == ("structures équipées dans la région", 112)


def test_the_country_former_editions_and_the_situation_are_not_reported(told: Read) -> None:
    announcement = told(
        "Prévenir le diabète\n\nLe diabète touche 4 millions de personnes en France. "
        "21 000 habitants n'ont pas de médecin traitant. L'édition précédente a réuni 180 participants. "
        "En 2023, la tournée avait accueilli 1 042 personnes.\n"
    )
    assert announcement.indicators == []


def test_money_and_its_receivers_are_no_indicators(told: Read) -> None:
    announcement = told(
        "Région Bretagne\n\nLes maisons de santé\n\n64 maisons de santé ont été soutenues, pour 7,2 M€.\n"
    )
    assert announcement.fundings[0].beneficiary_count == 64
    assert announcement.indicators == []


def test_the_year_a_figure_is_for(told: Read) -> None:
    (indicator,) = told(
        "Le service d'accès aux soins\n\nLe service a traité 41 350 appels en 2024.\n"
    ).indicators
    assert indicator.period_start is not None
    assert indicator.period_start.year == 2024


def test_those_before_whom_one_speaks_are_no_result(told: Read) -> None:
    announcement = told("Notre enquête\n\nLes résultats ont été présentés devant 118 personnes.\n")
    assert _figures(announcement) == []


def test_a_label_ends_where_another_figure_begins(told: Read) -> None:
    announcement = told(
        "CPTS du Pays d'Exemple\n\nEn deux ans, la CPTS a organisé 18 réunions et formé 230 professionnels.\n"
    )
    assert _figures(announcement) == [
        ("réunions", 18, "events"),
        ("professionnels", 230, "professionals"),
    ]


def test_last_year_is_a_former_edition_only_of_a_happening(told: Read) -> None:
    told_there = told("Les aides\n\nL'an dernier, 23 médecins ont été aidés.\n")
    assert _figures(told_there) == [("médecins ont été aidés", 23, "professionals")]
    assert _figures(told("Le forum\n\nL'an dernier, le forum a aidé 23 médecins.\n")) == []
    in_review = told("<h1>Le forum</h1><h2>Bilan 2025</h2><p>L'an dernier, le forum a aidé 23 médecins.</p>")
    assert _figures(in_review) == [("médecins", 23, "professionals")]


def test_figures_under_a_heading_of_targets_are_targets(told: Read) -> None:
    indicators = told(
        "<h1>Officines volontaires</h1><h2>Ce que nous cherchons</h2>"
        "<p>30 pharmacies volontaires, pour mener 900 entretiens en un an.</p>"
    ).indicators
    assert [(int(i.value), i.unit) for i in indicators] == [(30, "sites"), (900, "consultations")]


def test_a_waiting_time_is_a_figure(told: Read) -> None:
    indicators = told(
        "<h1>Le service</h1><h2>2024 en chiffres</h2>"
        "<ul><li>842 personnes accompagnées</li><li>un délai moyen de réponse de 3 jours</li></ul>"
    ).indicators
    assert [(i.label, int(i.value), i.unit) for i in indicators] == [
        ("personnes accompagnées", 842, "people"),
        ("délai moyen de réponse", 3, "other"),
    ]


def test_a_figure_set_over_its_words_counts_them(told: Read) -> None:
    indicators = told(
        "<h1>Le plan</h1><h2>L'année 2024 en chiffres</h2>"
        "<div><span>142</span><span>sentinelles formées, sur les 300 visées</span></div>"
    ).indicators
    assert [(i.label, int(i.value), i.out_of) for i in indicators] == [("sentinelles formées", 142, 300)]


def test_bodies_one_has_are_no_result(told: Read) -> None:
    assert not told(
        "Recrutement\n\nLe groupement a accueilli le forum dans nos quatre hôpitaux.\n"
    ).indicators


def test_losses_needs_and_illness_describe(told: Read) -> None:
    announcement = told(
        "Un plan contre le désert médical\n\nEn dix ans, le canton a perdu 84 généralistes. Les passages aux "
        "urgences ont augmenté de 22 %. Une enquête de 2023 a montré que 3 400 patients ont été refusés par un "
        "cabinet. Les décès ont atteint 620 personnes.\n"
    )
    assert _figures(announcement) == []


def test_attendance_describes(told: Read) -> None:
    announcement = told("Conseil de surveillance\n\nLa collecte de janvier a réuni 96 donneurs.\n")
    assert _figures(announcement) == []


def test_what_a_plan_holds_who_signs_it_and_who_does_the_work_are_no_results(told: Read) -> None:
    announcement = told(
        "Le contrat est signé\n\n22 actions ont été retenues. 9 partenaires ont signé le contrat. La consultation "
        "est assurée par deux gériatres. Elle a déjà reçu 85 patients.\n"
    )
    assert _figures(announcement) == [("patients", 85, "people")]


def test_aims_told_by_verbs_of_hope(told: Read) -> None:
    announcement = told(
        "Le centre de soins ouvre\n\nNous tablons sur environ 400 patients par an. L'Agence en espère 2 500 "
        "consultations la première année.\n"
    )
    assert _figures(announcement) == [("patients", 400, "people"), ("consultations", 2500, "consultations")]


def test_communes_count_where_a_service_goes_there(told: Read) -> None:
    announcement = told(
        "Le bus dentaire démarre\n\nLe bus sillonnera 40 communes. Le canton compte 52 communes et 9 000 habitants.\n"
    )
    assert _figures(announcement) == [("communes", 40, "sites")]


def test_beds_more_than_before_count_and_what_there_is_does_not(told: Read) -> None:
    announcement = told("L'hiver à l'hôpital\n\n18 lits de plus en pneumologie. L'hôpital a 412 lits.\n")
    assert [(i.value, i.unit) for i in announcement.indicators] == [(18, "places")]


def test_a_number_that_opens_a_sentence_behind_a_month_counts(told: Read) -> None:
    announcement = told(
        "L'enquête continue\n\nRépondez jusqu'au 13 février. 1 034 confrères l'ont déjà fait. 218 orientations vers "
        "un médecin ont été faites.\n"
    )
    assert _figures(announcement) == [
        ("confrères", 1034, "professionals"),
        ("orientations vers un médecin", 218, "other"),
    ]


def test_lines_side_by_side_report_together(told: Read) -> None:
    announcement = told(
        "<h1>Un an de bus</h1><ul><li>Actions achevées : 34 sur 52</li><li>Visites à domicile : 1 030</li>"
        "<li>Note de confiance envers les soignants : 5,8/10</li></ul>"
    )
    assert _figures(announcement) == [
        ("Actions achevées", 34, "actions"),
        ("Visites à domicile", 1030, "consultations"),
        ("Note de confiance envers les soignants", 5.8, "points"),
    ]
    assert [i.out_of for i in announcement.indicators] == [52, None, 10]


def test_boxes_set_a_figure_apart_from_what_it_counts(told: Read) -> None:
    announcement = told(
        "<h1>Bilan de la campagne</h1><div><strong>7 412</strong><span>doses administrées</span></div>"
        "<div><strong>58 %</strong><span>de rattrapages</span></div>"
    )
    assert _figures(announcement) == [("doses administrées", 7412, "other"), ("rattrapages", 58, "percent")]


def test_a_sentence_without_a_verb_tells_what_was_reached_in_its_time(told: Read) -> None:
    announcement = told("Le bus a un an\n\nEn douze mois, 312 consultations et 45 dépistages.\n")
    assert _figures(announcement) == [
        ("consultations", 312, "consultations"),
        ("dépistages", 45, "consultations"),
    ]


def test_a_participle_elsewhere_reports_nothing(told: Read) -> None:
    assert (
        told("Cabinet à louer\n\nSecrétariat partagé, patientèle immédiate de 1 500 personnes.\n").indicators
        == []
    )


def test_any_verb_in_a_compound_tense_reports(told: Read) -> None:
    announcement = told(
        "Le bus a un an\n\nNous avons épaulé 340 familles. L'équipe a sillonné 28 villages.\n"
    )
    assert _figures(announcement) == [("familles", 340, "other"), ("villages", 28, "sites")]


def test_a_service_is_measured_by_what_it_counts_takes_in_and_will_offer(told: Read) -> None:
    announcement = told(
        "Le bus santé\n\nLe bus santé Exemple circule depuis 2022. On dénombre 48 installations depuis lors. La file active "
        "compte 214 patients. Le futur bus pourra accueillir 60 patients. Cent vingt boutons seront distribués.\n"
    )
    assert [(i.label.split(" ")[0], int(i.value)) for i in announcement.indicators] == [
        ("installations", 48),
        ("patients", 214),
        ("patients", 60),
        ("boutons", 120),
    ]


def test_any_verb_of_doing_in_the_past_counts_and_carries_its_further_participles(told: Read) -> None:
    announcement = told(
        "Le réseau Exemple\n\nLes infirmières ont pris 6 075 appels. L'équipe a rejoint 41 foyers, effectué 900 visites et "
        "répondu à 1 305 courriers.\n"
    )
    assert [(i.label, int(i.value)) for i in announcement.indicators] == [
        ("appels", 6075),
        ("foyers", 41),
        ("visites", 900),
        ("courriers", 1305),
    ]


def test_those_counted_act_in_the_present(told: Read) -> None:
    announcement = told(
        "Le test d'angine\n\nNeuf mois après, 1 286 officines pratiquent le test. 1 204 Creusois savent masser. "
        "Dans le canton, 310 patients vivent sans médecin.\n"
    )
    assert _figures(announcement) == [
        ("officines pratiquent le test", 1286, "sites"),
        ("Creusois savent masser", 1204, "people"),
    ]


def test_a_title_that_looks_back_makes_its_short_paragraphs_a_list_of_figures(told: Read) -> None:
    announcement = told(
        "<h1>Retour sur un an de bus dentaire</h1><p>41 tournées, 1 812 personnes : pari tenu.</p>"
    )
    assert _figures(announcement) == [("tournées", 41, "sessions"), ("personnes", 1812, "people")]


def test_beds_that_open_count_and_the_seats_of_a_room_do_not(told: Read) -> None:
    announcement = told(
        "L'hôpital s'agrandit\n\nLe service ouvre 40 lits et 10 places d'hôpital de jour. La salle d'attente compte 25 sièges "
        "et le parking de l'hôpital 60 places.\n"
    )
    assert _figures(announcement) == [("lits", 40, "places"), ("places d'hôpital de jour", 10, "places")]


def test_figures_are_named_before_a_colon_in_running_text(told: Read) -> None:
    announcement = told(
        "Prévention des chutes\n\nNombre d'ateliers : 36. Durée moyenne : 14 minutes. Une idée : 12 pas.\n"
    )
    assert [(i.label, int(i.value)) for i in announcement.indicators] == [
        ("Nombre d'ateliers", 36),
        ("Durée moyenne", 14),
    ]

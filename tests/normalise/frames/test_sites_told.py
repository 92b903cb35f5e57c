"""Places of programmes: of winners in headings, of a department's plan, of no teacher."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_winners_in_headings_stand_in_their_towns(told: Read) -> None:
    page = (
        "<h1>L'appel à projets « Sur la route » a ses lauréats</h1><p>L'appel à projets « Sur la route » de la "
        "Fondation d'Exemple est clos.</p><h2>Les lauréats</h2>"
        "<h3>CPTS d'Exemple – Abbeville</h3><p>Un camion.</p><h3>Centre hospitalier de Laon</h3><p>Un bus.</p>"
    )
    assert [(s.site_name, s.commune_code) for p in told(page).programmes for s in p.sites] == [
        ("CPTS d'Exemple", "80001"),
        ("Centre hospitalier de Laon", "02408"),
    ]


def test_towns_in_the_actions_of_a_departments_plan_lie_in_it(told: Read) -> None:
    text = (
        "Département de la Haute-Loire\n\nLe plan « Terre d'Exemple »\n\nLe Département a adopté le plan « Terre "
        "d'Exemple ». Trois actions :\n- tenir un stand aux congrès de Clermont-Ferrand et de Lyon\n"
        "- ouvrir des permanences à Langeac et à Brioude\n- loger les internes\n"
    )
    assert [s.site_name for p in told(text).programmes for s in p.sites] == ["Langeac", "Brioude"]


def test_where_a_teacher_works_is_no_place_of_the_course(told: Read) -> None:
    text = (
        "Syndicat des kinésithérapeutes de la Drôme\n\nFormation « Bilan respiratoire »\n\nLa formation « Bilan "
        "respiratoire » reprend. Formatrice : Élise Exemple, kinésithérapeute à l'hôpital Edouard-Herriot de Lyon.\n"
    )
    assert [s for p in told(text).programmes for s in p.sites] == []


def test_towns_behind_a_colon_are_where_the_things_counted_before_it_stand(told: Read) -> None:
    text = (
        "ARS Occitanie\n\nDu sport au collège\n\nDepuis octobre, l'ARS Occitanie déploie le programme "
        "« Bouge bien » dans trois collèges de l'Ariège : à Foix, Pamiers et Saint-Girons.\n"
    )
    assert [s.site_name for p in told(text).programmes for s in p.sites] == [
        "Foix",
        "Pamiers",
        "Saint-Girons",
    ]


def test_houses_of_a_list_keep_their_own_nouns(told: Read) -> None:
    text = (
        "GHT Exemple Sud\n\nProjet médical partagé 2025-2029\n\nLe projet médical partagé du GHT Exemple Sud a été "
        "validé.\n\nÉtablissements concernés : CHU de Nîmes, CH d'Alès, CH du Vigan.\n"
    )
    assert [s.site_name for p in told(text).programmes for s in p.sites] == [
        "CHU de Nîmes",
        "CH d'Alès",
        "CH du Vigan",
    ]

"""The last day to apply: of a call, of its parts, of what is decided already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_parts_of_a_call_have_their_own_last_day(told: Read) -> None:
    fundings = told(
        "<h1>Appel à projets « Mieux vivre »</h1><p>L'ARS Bretagne lance un appel à projets.</p>"
        "<h3>Volet A</h3><ul><li>Enveloppe : 150 000 €</li><li>Aide par projet : 5 000 €</li>"
        "<li>Clôture : 17 avril 2026</li></ul>"
        "<h3>Volet B</h3><ul><li>Enveloppe : 90 000 €</li><li>Clôture : 29 mai 2026</li></ul>"
    ).fundings
    assert [(int(f.amount_eur or 0), f.amount_basis, f.application_deadline) for f in fundings] == [
        (150_000, "total", date(2026, 4, 17)),
        (5_000, "per_beneficiary", date(2026, 4, 17)),
        (90_000, "total", date(2026, 5, 29)),
    ]


def test_the_last_day_to_apply_is_told_by_what_one_then_does(told: Read) -> None:
    for line in (
        "Quand postuler ? Avant le 31 mars 2025.",
        "Téléservice ouvert jusqu'au 31 mars 2025.",
        "Envoyez votre demande au plus tard le 31 mars 2025.",
        "Comment en bénéficier ? Appelez votre conseiller avant le 31 mars 2025.",
        "Dossier à rendre pour le 31 mars 2025.",
        "Candidature (CV et lettre) à adresser au service pour le 31 mars 2025.",
        "Jusqu'à quand ? Le 31 mars 2025.",
        "Date limite de dépôt\n31 mars 2025",
        "Fin de dépôt des dossiers : 31 mars 2025.",
        "Le dossier complet doit parvenir à la Région le 31 mars 2025, délai de rigueur.",
        "Inscriptions jusqu'au 31 mars 2025.",
    ):
        (funding,) = told(
            f"Région Bretagne\n\nVos études\n\nUne bourse de 900 € par mois.\n\n{line}\n"
        ).fundings
        assert (funding.application_deadline, funding.funding_status) == (date(2025, 3, 31), "open")


def test_a_page_of_winners_has_no_last_day_to_come(told: Read) -> None:
    (funding,) = told(
        "Mutualité Exemple\n\nLes lauréats de l'appel à projets « Bien vieillir »\n\nUn prix de 8 000 € revient au "
        "CHU de Brest. Candidatures de la prochaine édition jusqu'au 30 juin 2025.\n"
    ).fundings
    assert (funding.application_deadline, funding.funding_status) == (None, "awarded")


def test_what_is_decided_has_no_last_day_to_come(told: Read) -> None:
    fundings = told(
        "<h1>Subventions 2025</h1><p>La Ville de Lormes a réparti ses aides ainsi :</p><ul><li>Croix-Rouge française : "
        "900 €</li><li>Secours populaire : 700 €</li></ul><p>Les demandes pour 2026 sont à déposer avant le 30 juin 2025.</p>"
    ).fundings
    assert [(f.application_deadline, f.funding_status) for f in fundings] == [(None, "awarded")] * 2


def test_each_part_told_with_its_own_last_day_has_that_one(told: Read) -> None:
    fundings = told(
        "<h1>Appel à projets de la Région Bretagne</h1><p>Volet A : 60 000 €. Clôture le 14 mars 2025.</p>"
        "<p>Volet B : 50 000 €. Clôture le 28 mars 2025.</p>"
    ).fundings
    assert [f.application_deadline for f in fundings] == [date(2025, 3, 14), date(2025, 3, 28)]


def test_several_last_days_are_each_for_the_part_they_name(told: Read) -> None:
    fundings = told(
        "<h1>Aides de la Région Bretagne aux étudiants</h1><ul><li>La bourse d'études : 450 € par mois.</li>"
        "<li>La prime d'installation : 9 000 €.</li></ul>"
        "<p>Dépôt des dossiers jusqu'au 15 mars 2025 pour la bourse, jusqu'au 30 juin 2025 pour la prime.</p>"
    ).fundings
    assert [f.application_deadline for f in fundings] == [date(2025, 3, 15), date(2025, 6, 30)]
    fundings = told(
        "<h1>Appel à projets de la Région Bretagne</h1><p>L'enveloppe est de 500 000 €, dont 300 000 € pour la première "
        "vague et 200 000 € pour la seconde.</p><ul><li>Vague 1 : dépôt jusqu'au 31 mars 2025</li>"
        "<li>Vague 2 : dépôt jusqu'au 15 septembre 2025</li></ul>"
    ).fundings
    assert [f.application_deadline for f in fundings] == [
        date(2025, 9, 15),
        date(2025, 3, 31),
        date(2025, 9, 15),
    ]

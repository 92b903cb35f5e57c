"""Services that a page brings as something new, by whatever head noun and with whatever title."""

from __future__ import annotations

from datetime import date

import pytest

from flows.normalise.documents import read_document
from flows.normalise.frames.date_roles import placed_dates
from flows.normalise.frames.programmes.read import read_programmes
from flows.normalise.reading import Source, annotate

URL = "https://www.example.org/page"


def services(text: str) -> list[str]:
    """The names of the services that a page tells of."""
    page = annotate(
        read_document(text.encode(), "text/plain; charset=utf-8", URL), URL, date(2025, 3, 1), Source()
    )
    told = read_programmes(page, list(placed_dates(page)))
    return [programme.name for programme in told if programme.programme_type == "service"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Centre hospitalier de Mauriac\n"
            "Actualités\n"
            "Le diabète se soigne aussi au village\n"
            "\n"
            "Publié le 12 janvier 2025\n"
            "\n"
            "Tous les quinze jours, une infirmière et une diététicienne quittent l'hôpital. Depuis le "
            "6 janvier, cette petite équipe de diabétologie itinérante se rend à Ydes et à Saignes.",
            ["équipe de diabétologie itinérante"],
        ),
        (
            "Ville de Dole\n"
            "Une épicerie solidaire ouvre ses portes aux étudiants\n"
            "\n"
            "Le 3 mars 2025, le CCAS de Dole inaugurera une épicerie sociale et solidaire au 4 rue des "
            "Arènes.",
            ["épicerie sociale et solidaire"],
        ),
        (
            "Département de la Lozère\n"
            "Communiqué de presse\n"
            "\n"
            "Mende, le 10 février 2025\n"
            "\n"
            "Le Département se dote d'un véhicule de prévention bucco-dentaire qui desservira dès "
            "avril les écoles de la Margeride. Coût : 180 000 €.",
            ["véhicule de prévention bucco-dentaire"],
        ),
        (
            "CHU de Brest\n"
            "Périnatalité : un lieu pour souffler\n"
            "\n"
            "20 janvier 2025\n"
            "\n"
            "Huit chambres, une cuisine, un jardin. À partir du 1er mars, « La Parenthèse », maison "
            "d'accueil des parents d'enfants prématurés, recevra ses premières familles à deux pas de "
            "la maternité.",
            ["La Parenthèse"],
        ),
        (
            "ARS Normandie\n"
            "Accès aux soins dans l'Orne\n"
            "\n"
            "Le 15 janvier 2025\n"
            "\n"
            "Dans le cadre du Ségur de la santé, l'ARS Normandie finance la création de six lits "
            "d'hospitalisation en addictologie au centre hospitalier d'Argentan, opérationnels depuis "
            "le 6 janvier 2025.",
            ["lits d'hospitalisation en addictologie"],
        ),
        (
            "Saint-Brieuc Armor Agglomération\n"
            "Vos questions sur la consultation du soir\n"
            "\n"
            "Qu'est-ce que c'est ?\n"
            "Une consultation médicale du soir, ouverte de 20 h à 23 h, pour ceux qui travaillent "
            "tard. Elle a démarré le 13 janvier 2025 à Ploufragan.\n"
            "\n"
            "Qui la tient ?\n"
            "Les généralistes de l'association Médecins de l'Armor, qui la porte.",
            ["consultation médicale du soir"],
        ),
        (
            "Hôpitaux du Léman\n"
            "Nouveauté au service de pneumologie\n"
            "\n"
            "Le service de pneumologie, qui existe depuis 1998, propose désormais une consultation "
            "d'aide à l'arrêt du vapotage. Rendez-vous possibles dès le 10 février 2025.",
            ["consultation d'aide à l'arrêt du vapotage"],
        ),
        (
            "Région Bretagne\n"
            "Santé des lycéens\n"
            "\n"
            "La Région lance en mars 2025 un « Passeport bien-être » : cette application gratuite "
            "orientera les lycéens vers les lieux d'écoute.",
            ["Passeport bien-être"],
        ),
        (
            "Commune de Langeac\n"
            "Bulletin municipal - février 2025\n"
            "\n"
            "SANTÉ\n"
            "Création d'une antenne du centre de santé : elle occupera dès le 5 mai l'ancienne "
            "perception.\n"
            "\n"
            "VOIRIE\n"
            "La rue du Pont sera fermée.",
            ["antenne du centre de santé"],
        ),
        (
            "Groupement hospitalier de territoire Sud Lorraine\n"
            "Psychiatrie : une équipe de plus sur les routes\n"
            "\n"
            "Une deuxième équipe mobile de pédopsychiatrie a pris la route le 3 février 2025. Trois "
            "infirmiers et un éducateur iront dans les collèges de Toul et de Lunéville. La première, "
            "basée à Nancy, continue comme avant.",
            ["équipe mobile de pédopsychiatrie"],
        ),
        (
            "Fondation Bon Accueil\n"
            "Notre résidence intergénérationnelle des Tilleuls ouvre en avril\n"
            "\n"
            "Les premiers habitants emménageront le 14 avril 2025 dans la résidence "
            "intergénérationnelle des Tilleuls, à Vitré.",
            ["résidence intergénérationnelle des Tilleuls"],
        ),
        (
            "Centre hospitalier de Saintes\n"
            "Actualités du mois de mars\n"
            "\n"
            "L'équipe de l'unité de soins palliatifs remercie les bénévoles. Le service de chirurgie "
            "recrute un infirmier. La cafétéria ouvre à 8 h. Le standard de l'accueil reçoit les "
            "appels jusqu'à 20 h.",
            [],
        ),
        (
            "URPS Pharmaciens Occitanie\n"
            "La lettre, n° 12\n"
            "\n"
            "Une équipe de chercheurs de Toulouse a publié une étude sur les antibiotiques en février "
            "2025. Le réseau national de vigilance a lancé une alerte. La plateforme habituelle reste "
            "ouverte pour les déclarations.",
            [],
        ),
        (
            "Communauté de communes du Val d'Essonne\n"
            "Un jardin pour les mémoires qui flanchent\n"
            "\n"
            "Le jardin thérapeutique de l'EHPAD Les Glycines a accueilli ses premiers promeneurs le 2 "
            "avril 2025. L'association Terre et Lien l'anime.",
            ["jardin thérapeutique"],
        ),
        (
            "Conseil départemental de l'Aude\n"
            "Santé sexuelle : le camping-car est arrivé\n"
            "\n"
            "Baptisé « Escale Aude », le camping-car de prévention du Département prend le départ le "
            "17 mars 2025. Il fera étape dans douze villages.",
            ["Escale Aude"],
        ),
        (
            "CPAM de la Sarthe\n"
            "Se faire accompagner\n"
            "\n"
            "Nouveau : un guichet d'accompagnement des assurés fragiles vous accueille à Mamers depuis "
            "le 1er février 2025.",
            ["guichet d'accompagnement des assurés fragiles"],
        ),
        (
            "Hôpital Nord Franche-Comté\n"
            "Urgences : ce qui change au 1er avril\n"
            "\n"
            "La régulation médicale de l'accès aux urgences de nuit sera mise en place le 1er avril "
            "2025. Elle évitera les attentes inutiles.",
            ["régulation médicale de l'accès aux urgences de nuit"],
        ),
        (
            "France Assos Santé Centre\n"
            "Pairs aidants\n"
            "\n"
            "France Assos Santé Centre met sur pied une permanence de patients-experts dans le hall du "
            "CHRU de Tours. Première séance : le jeudi 6 mars 2025.",
            ["permanence de patients-experts"],
        ),
        (
            "Département du Gers\n"
            "Délibération n° 7 – Transport\n"
            "L'assemblée approuve la mise en circulation d'une navette médicale gratuite entre Lombez "
            "et Auch, à compter du 1er septembre 2025 et jusqu'au 30 juin 2027, exploitée par "
            "l'association Gers Mobilité.",
            ["navette médicale gratuite"],
        ),
        (
            "ADMR du Finistère\n"
            "Un nom choisi par les habitants\n"
            "\n"
            "Elle s'appellera « Ti Yec'hed ». La future maison de santé de Plouguerneau, 900 m², "
            "accueillera ses premiers patients en septembre 2026.",
            ["Ti Yec'hed"],
        ),
        (
            "ARS Grand Est\n"
            "Bilan 2024\n"
            "\n"
            "Les centres de santé ont reçu 12 000 patients en 2024. Le numéro vert régional a "
            "enregistré 300 appels. L'ARS rappelle que le plan national santé environnement fixe le "
            "cadre.",
            [],
        ),
        (
            "MSA Sud Champagne\n"
            "Le répit près de chez vous\n"
            "\n"
            "La MSA Sud Champagne et le Département de l'Aube expérimentent, de février à décembre "
            "2025, un service de relayage à domicile pour les aidants d'agriculteurs.",
            ["service de relayage à domicile"],
        ),
        (
            "Ville de Roanne\n"
            "Prévention\n"
            "\n"
            "La Ville a mis à la disposition des familles un espace d'éveil et de parentalité. Il est "
            "ouvert depuis janvier 2025 au centre social Moulin à Vent.",
            ["espace d'éveil et de parentalité"],
        ),
        (
            "GHT Rance Émeraude\n"
            "Télésanté : trois EHPAD connectés\n"
            "\n"
            "Depuis décembre 2024, trois EHPAD du territoire disposent d'un chariot de "
            "téléconsultation. L'ARS Bretagne a financé ce matériel à hauteur de 45 000 €.",
            ["chariot de téléconsultation"],
        ),
        (
            "Centre hospitalier du Rouvray\n"
            "Crise : un numéro, une équipe\n"
            "\n"
            "Il suffit d'appeler le 02 00 00 00 00. Au bout du fil, depuis le 13 janvier 2025, "
            "l'Équipe de crise et d'intervention à domicile (ECID) évalue la situation et se déplace "
            "si besoin.",
            ["Équipe de crise et d'intervention à domicile"],
        ),
        (
            "CPTS Sud Toulousain\n"
            "Newsletter\n"
            "\n"
            "Pédiatrie\n"
            "Le Dr Sarda et la CPTS ouvrent chaque samedi matin, à partir du 8 mars 2025, une "
            "consultation de pédiatrie à Muret.\n"
            "\n"
            "Formation\n"
            "Prochaine soirée le 20 mars.\n"
            "\n"
            "Adhésion\n"
            "La maison de santé de Cazères rejoint la CPTS.",
            ["consultation de pédiatrie"],
        ),
        (
            "Département de la Creuse\n"
            "Autonomie\n"
            "\n"
            "Portage de médicaments : le Département teste à Boussac, entre le 1er mars et le 31 août "
            "2025, la livraison à domicile par La Poste.",
            [],
        ),
        (
            "Ville d'Issoire\n"
            "Le centre de santé fête ses dix ans\n"
            "\n"
            "Ouvert en 2015, le centre de santé municipal emploie six médecins. Il reçoit du lundi au "
            "samedi. Une exposition retrace son histoire du 3 au 14 mars 2025.",
            [],
        ),
        (
            "CHRU de Nancy\n"
            "Recrutements\n"
            "\n"
            "Le service de gériatrie recherche un cadre. L'équipe mobile, créée en 2008, compte huit "
            "soignants. Une infirmière du pôle psychiatrie rejoindra l'unité en mars 2025.",
            [],
        ),
        (
            "Région Occitanie\n"
            "Des médecins salariés\n"
            "\n"
            "La Région poursuit le déploiement de ses centres de santé : un quinzième centre de santé "
            "régional ouvrira le 2 juin 2025 à Bagnols-les-Bains.",
            ["centre de santé régional"],
        ),
        (
            "Hôpital de Pontivy\n"
            "BRÈVES\n"
            "\n"
            "NOUVEAU. Consultation « Mieux dormir » : dès le 10 mars 2025, le lundi après-midi.\n"
            "RAPPEL. La boutique de l'hôpital ferme à 18 h.",
            ["Mieux dormir"],
        ),
        (
            "Fondation Santé des Étudiants\n"
            "Rentrée\n"
            "\n"
            "Baptisée Cap'Santé, une plateforme d'écoute par tchat sera accessible aux lycéens de "
            "l'académie de Dijon à partir du 1er septembre 2025.",
            ["Cap'Santé"],
        ),
        (
            "Communauté d'agglomération du Niortais\n"
            "Logement des internes\n"
            "\n"
            "Douze studios dans l'ancien presbytère : la maison des internes accueillera ses premiers "
            "locataires le 2 mai 2025.",
            ["maison des internes"],
        ),
        (
            "CH d'Ardèche Nord\n"
            "Dialyse à domicile\n"
            "\n"
            "Après un an d'essai, le CH d'Ardèche Nord pérennise son unité mobile de dialyse. Lancée "
            "en février 2024 à Tournon, elle suit 18 patients.",
            ["unité mobile de dialyse"],
        ),
        (
            "Commune de Seurre\n"
            "Un dentiste à bord\n"
            "\n"
            "Pas de dentiste à Seurre ? Qu'à cela ne tienne : le DentoVan, cabinet dentaire monté sur "
            "un poids lourd, stationnera place de la Libération à compter du 17 mars 2025, tous les "
            "lundis.",
            ["DentoVan"],
        ),
    ],
)
def test_a_service_is_told_by_its_head_and_by_what_makes_it_news(text: str, names: list[str]) -> None:
    assert services(text) == names


def test_a_consultation_of_citizens_is_no_service() -> None:
    text = (
        "Ville de Dole\n« Parlons soins » : la consultation part à votre rencontre\n\nDu 3 au 28 mars 2025.\n"
    )
    assert services(text) == []

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.calendar import weekday_near, year_of_days, year_of_month
from flows.normalise.mentions.date_traps import is_legal_reference
from flows.normalise.mentions.dates import WrittenDates
from flows.normalise.mentions.model import DateMention

REFERENCE = date(2024, 2, 5)  # a Monday
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
]  # fmt: skip
YEARS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


def dates(text: str, reference: date = REFERENCE) -> list[DateMention]:
    return WrittenDates(fold(text)).read_from(reference)


def ends(text: str, reference: date = REFERENCE) -> list[tuple[str | None, str | None]]:
    return [
        (m.first.isoformat() if m.first else None, m.last.isoformat() if m.last else None)
        for m in dates(text, reference)
    ]


def test_a_text_read_from_one_day_reads_from_another_as_if_for_the_first_time() -> None:
    text = fold("De novembre à mars, hier, le 12 mai et le 3 juin 2025, de mars 2024 à juin, ce jeudi.")
    written = WrittenDates(text)
    for reference in (REFERENCE, date(2031, 7, 9), REFERENCE):
        assert written.read_from(reference) == WrittenDates(text).read_from(reference)
    assert written.read_from(REFERENCE) != written.read_from(date(2031, 7, 9))


def day_name(day: date) -> str:
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]}"


FORMS = [
    lambda d: f"le {day_name(d)} {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()].capitalize()} {day_name(d)} {d.year}",
    lambda d: f"LE {day_name(d).upper()} {d.year}",
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]} {d.day:02}/{d.month:02}/{d.year}",
    lambda d: d.isoformat(),
]


@given(YEARS, st.sampled_from(FORMS))
def test_a_written_day_reads_back(day, form):
    (mention,) = dates(f"Réunion {form(day)}, à Dax.")
    assert (mention.first, mention.last) == (day, day)
    assert mention.precision == "day"
    assert mention.year_stated


@given(YEARS, st.sampled_from(["lundi", ""]), st.integers(-180, 180))
def test_a_day_without_year_is_the_nearest(day, named, offset):
    written = f"{WEEKDAYS[day.weekday()]} {day_name(day)}" if named else f"le {day_name(day)}"
    if (day.month, day.day) == (2, 29):
        return
    (mention,) = dates(f"Rendez-vous {written}.", day + timedelta(days=offset))
    assert mention.first == day
    assert not mention.year_stated


@given(YEARS, st.integers(1, 300), st.booleans())
def test_a_range_takes_the_year_of_its_end(start, length, with_weekday):
    end = start + timedelta(days=length)
    if (start.month, start.day) == (end.month, end.day):
        return
    names = [f"{WEEKDAYS[d.weekday()]} " if with_weekday else "" for d in (start, end)]
    (mention,) = dates(f"du {names[0]}{day_name(start)} au {names[1]}{day_name(end)} {end.year}")
    assert (mention.first, mention.last) == (start, end)
    assert mention.year_stated


@given(st.text(), st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_no_text_raises_and_mentions_are_in_order(text, reference):
    found = WrittenDates(fold(text)).read_from(reference)
    assert all(a.end <= b.start for a, b in pairwise(found))


PIECES = [
    "le ",
    "du ",
    "12 ",
    "1er ",
    "mai ",
    "2024",
    "/",
    "-",
    " au ",
    "mardi ",
    "fin ",
    "et ",
    "T4 ",
    "été ",
    ", ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_jumble_of_date_words_raises(text):
    for mention in dates(text):
        assert mention.first is None or mention.last is None or mention.first <= mention.last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du samedi 1er au jeudi 27 octobre", ("2022-10-01", "2022-10-27")),
        ("du 24 décembre au 2 janvier inclus", ("2023-12-24", "2024-01-02")),
        ("Inscriptions du 2/05 au 17/06/2022.", ("2022-05-02", "2022-06-17")),
        ("entre le 3 mai et le 12 juin 2024", ("2024-05-03", "2024-06-12")),
        ("à partir du 3 juin et jusqu’au 12 juillet 2024", ("2024-06-03", "2024-07-12")),
        ("20-21 juin 2025", ("2025-06-20", "2025-06-21")),
        ("De novembre à janvier, nous", ("2023-11-01", "2024-01-31")),
        ("de janvier à novembre 2022", ("2022-01-01", "2022-11-30")),
        ("septembre-octobre 2025", ("2025-09-01", "2025-10-31")),
        ("2023-2028", ("2023-01-01", "2028-12-31")),
        ("2024–2028", ("2024-01-01", "2028-12-31")),
        ("de 2020 à 2025", ("2020-01-01", "2025-12-31")),
        ("sur la période 2025-2027", ("2025-01-01", "2027-12-31")),
        ("année scolaire 2024-2025", ("2024-09-01", "2025-08-31")),
    ],
)
def test_ranges(text, expected):
    assert ends(text) == [expected]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("les 12 et 13 octobre 2025", ["2025-10-12", "2025-10-13"]),
        ("les 6, 13 et 20 novembre 2025", ["2025-11-06", "2025-11-13", "2025-11-20"]),
        ("les 2-3-4 avril 2025", ["2025-04-02", "2025-04-03", "2025-04-04"]),
        ("le mardi 10 & le mercredi 11 juin 2025", ["2025-06-10", "2025-06-11"]),
        ("les jeudi 14 et vendredi 15 septembre", ["2023-09-14", "2023-09-15"]),
        ("les samedi 4 et dimanche 5 mars", ["2023-03-04", "2023-03-05"]),
    ],
)
def test_lists_of_days(text, days):
    (mention,) = dates(text)
    assert [day.isoformat() for day in mention.days] == days


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("juin 2024", "month", ("2024-06-01", "2024-06-30")),
        ("La Flèche en avril", "month", ("2024-04-01", "2024-04-30")),
        ("mi-juillet 2025", "month", ("2025-07-01", "2025-07-31")),
        ("début février 2020", "month", ("2020-02-01", "2020-02-29")),
        ("présenté en juin dernier", "month", ("2023-06-01", "2023-06-30")),
        ("T4 2022 : séminaire", "season", ("2022-10-01", "2022-12-31")),
        ("au deuxième trimestre 2026", "season", ("2026-04-01", "2026-06-30")),
        ("au premier semestre", "season", ("2024-01-01", "2024-06-30")),
        ("au printemps 2026", "season", ("2026-03-01", "2026-05-31")),
        ("à l’automne", "season", ("2024-09-01", "2024-11-30")),
        ("cet été", "season", ("2024-06-01", "2024-08-31")),
        ("à la rentrée", "season", ("2024-09-01", "2024-09-30")),
        ("en 2019", "year", ("2019-01-01", "2019-12-31")),
        ("cette année", "year", ("2024-01-01", "2024-12-31")),
        ("le mois prochain", "month", ("2024-03-01", "2024-03-31")),
        ("au cours du mois dernier", "month", ("2024-01-01", "2024-01-31")),
    ],
)
def test_stretches_longer_than_a_day(text, precision, expected):
    (mention,) = dates(text)
    assert mention.precision == precision
    assert ends(text) == [expected]


@pytest.mark.parametrize(
    ("text", "bound", "expected"),
    [
        ("jusqu’au 27 juin", "until", (None, "2024-06-27")),
        ("jusqu’à la fin du mois de mai", "until", (None, "2024-05-31")),
        ("au plus tard le 2 mars 2026", "until", (None, "2026-03-02")),
        ("d'ici fin 2026", "until", (None, "2026-12-31")),
        ("d’ici à la fin de l’année", "until", (None, "2024-12-31")),
        ("avant le 31 août", "before", (None, "2024-08-31")),
        ("à compter du 1er septembre 2025", "from", ("2025-09-01", None)),
        ("dès octobre 2024", "from", ("2024-10-01", None)),
        ("Inscrivez-vous avant le 30/03 auprès du secrétariat", "before", (None, "2024-03-30")),
        ("accessible dès aujourd’hui à tous", "from", ("2024-02-05", None)),
        ("opérationnel dès jeudi", "from", ("2024-02-08", None)),
        ("activé depuis vendredi", "since", ("2024-02-02", None)),
        ("depuis la rentrée 2022", "since", ("2022-09-01", None)),
        ("depuis la rentrée", "since", ("2023-09-01", None)),
    ],
)
def test_only_one_end_stated(text, bound, expected):
    (mention,) = dates(text)
    assert mention.bound == bound
    assert ends(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Réunis ce vendredi", "2024-02-09"),
        ("Ce jeudi 10 mars 2022", "2022-03-10"),
        ("adopté vendredi dernier", "2024-02-02"),
        ("pour le vendredi 1er mars dernier délai", "2024-03-01"),
        ("le six mars 2024", "2024-03-06"),
        ("jeudi vingt-deux février", "2024-02-22"),
        ("a été signée ce jour à Dole", "2024-02-05"),
        ("dès mardi prochain", "2024-02-06"),
        ("ouvert hier", "2024-02-04"),
        ("rendez-vous demain", "2024-02-06"),
        ("a été signé aujourd’hui", "2024-02-05"),
    ],
)
def test_days_told_from_the_reference(text, expected):
    (mention,) = dates(text)
    assert (mention.first or mention.last).isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dole (39), Nevers (58)",
        "40100 Dax",
        "Urgences 24h/24 et 7/7",
        "une note de 9,1/10",
        "noté 5/10",
        "n° 47",
        "Article 1 du règlement",
        "rue du 8 mai 1945",
        "place du 11-Novembre",
        "Octobre Rose 2025",
        "en octobre rose",
        "Mars Bleu",
        "« Ambition Santé 2025 »",
        "loi n° 2019-774",
        "plus de 2000 personnes",
        "de 2024 habitants",
        "le projet a été retenu",
        "IA et santé aujourd’hui",
        "l’hôpital de demain",
        "colloque « Soigner demain à 9 h »",
        "mai, mars",
        "le 31 juin",
        "15 000 € par an",
        "40 % sur 4 axes",
        "l'université d'été",
        "à ce jour, 40 sites",
        "des lundis sans tabac",
        "ouvert du lundi au vendredi",
        "est fermé ce jour-là",
        "des patients aujourd’hui",
        "six mois passés à l’hôpital",
        "réduit de 1/3 environ",
    ],
)
def test_what_is_no_date(text):
    assert dates(text) == []


def test_years_go_on_a_list() -> None:
    assert ends("versés en 2024, 2025 et 2026.") == [
        ("2024-01-01", "2024-12-31"),
        ("2025-01-01", "2026-12-31"),
    ]
    assert len(dates("les exercices 2026, 2027 et 2028")) == 2
    assert ends("En 2024, 2025 patients ont été suivis.") == [("2024-01-01", "2024-12-31")]


def test_neighbours_share_a_year():
    assert ends("le 28 septembre et le 5 octobre 2027") == [
        ("2027-09-28", "2027-09-28"),
        ("2027-10-05", "2027-10-05"),
    ]


def test_a_day_told_twice_has_one_year():
    late = date(2030, 5, 2)
    told = "Colloque le 16 septembre 2021. Accueil le jeudi 16 septembre à 10 h."
    assert ends(told, late) == [("2021-09-16", "2021-09-16")] * 2
    assert [m.year_stated for m in dates(told, late)] == [True, False]
    assert ends("Les 26 et 27 avril. Le vendredi 26 avril.", date(2025, 3, 1)) == [
        ("2024-04-26", "2024-04-27"),
        ("2024-04-26", "2024-04-26"),
    ]
    assert ends("Le 3 mai 2021, puis le 3 mai 2022 et encore le 3 mai.", late)[2] == (
        "2030-05-03",
        "2030-05-03",
    )


@pytest.mark.parametrize(
    ("text", "legal"),
    [
        ("la loi Hôpital, patients, santé et territoires du 21 juillet 2009", True),
        ("la loi HPST du 21 juillet 2009", True),
        ("créé par la convention médicale de 2019", True),
        ("un décret du 3 mai 2024", True),
        ("un arrêté ouvre l'appel jusqu'au 12 juin 2024", False),
        ("La réunion du 3 mai 2024", False),
    ],
)
def test_legal_references(text, legal):
    folded = fold(text)
    (mention,) = WrittenDates(folded).read_from(REFERENCE)
    assert is_legal_reference(folded, mention) is legal


def test_offsets_point_at_the_words():
    text = "Forum – le MARDI 24 MAI 2022, à Dax"
    (mention,) = dates(text)
    assert text[mention.start : mention.end] == "MARDI 24 MAI 2022"


def test_no_year_fits_an_impossible_weekday():
    assert year_of_days([(0, 29, 2)], date(2024, 2, 5)) is None


def test_year_of_month_leans_to_the_future():
    assert year_of_month(9, REFERENCE, lookback=3) == 2024
    assert year_of_month(12, REFERENCE) == 2023
    assert year_of_month(6, REFERENCE, past=True) == 2023


def test_weekday_of_this_week():
    assert weekday_near(4, REFERENCE, "") == date(2024, 2, 9)
    assert weekday_near(5, REFERENCE, "") == date(2024, 2, 3)

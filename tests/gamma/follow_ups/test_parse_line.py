"""Lines of minutes as people type them: what, who, by when; nothing is lost that was not understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.follow_ups.parse_line import parse_action, parse_commitment
from gamma.parsing.line_parts import parse_items
from gamma.parsing.text import normalise
from gamma.text import one_line

TODAY = date(2026, 11, 23)  # a Monday
KNOWN = {"camille", "camille moreau", "noe", "noe petit"}


def is_known(name: str) -> bool:
    return normalise(name) in KNOWN


ACTIONS = [
    ("relancer la région — Camille — 12 décembre", "relancer la région", "Camille", "2026-12-12"),
    ("relancer la région – Camille – 12/12/2026", "relancer la région", "Camille", "2026-12-12"),
    ("relancer la région - Camille Moreau - 12/12", "relancer la région", "Camille Moreau", "2026-12-12"),
    ("relancer la région ; Noé ; vendredi", "relancer la région", "Noé", "2026-11-27"),
    ("relancer la région | Noé | demain", "relancer la région", "Noé", "2026-11-24"),
    ("Relancer la région, Camille, 12 décembre", "Relancer la région", "Camille", "2026-12-12"),
    ("Relancer la région, Bob, 12 décembre", "Relancer la région", "Bob", "2026-12-12"),
    ("Relancer la région, le département, la ville", "Relancer la région, le département, la ville", "", ""),
    ("@camille relancer la région avant le 12 décembre", "relancer la région", "camille", "2026-12-12"),
    ("relancer la région @camille", "relancer la région", "camille", ""),
    ("@noe.petit : rappeler la DGE d’ici vendredi", "rappeler la DGE", "noe.petit", "2026-11-27"),
    ("Relancer @camille et @noe avant le 12/12", "Relancer @camille et @noe", "camille", "2026-12-12"),
    ("Camille : relancer la région pour le 3 janvier", "relancer la région", "Camille", "2027-01-03"),
    ("Relais : écrire aux préfets", "Relais : écrire aux préfets", "", ""),
    ("Camille — relancer la région", "relancer la région", "Camille", ""),
    ("relancer la région — l’équipe", "relancer la région", "l’équipe", ""),
    ("relancer la région — 12 décembre", "relancer la région", "", "2026-12-12"),
    ("relancer la région — 12 décembre — Camille", "relancer la région", "Camille", "2026-12-12"),
    ("relancer la région d'ici le 12 décembre", "relancer la région", "", "2026-12-12"),
    ("relancer la région au plus tard le 12/12", "relancer la région", "", "2026-12-12"),
    ("envoyer le bilan le 3 décembre", "envoyer le bilan", "", "2026-12-03"),
    ("envoyer le bilan dans deux semaines", "envoyer le bilan", "", "2026-12-07"),
    ("préparer le budget pour mars", "préparer le budget", "", "2027-03-31"),
    ("préparer le budget avant mars", "préparer le budget avant mars", "", "2027-02-28"),
    ("préparer la réunion du 12 mars", "préparer la réunion du 12 mars", "", ""),
    ("rédiger une note pour la région", "rédiger une note pour la région", "", ""),
    ("sept — Camille", "sept", "Camille", ""),
    ("Oct — Noé — vendredi", "Oct", "Noé", "2026-11-27"),
    ("relancer la région — Jan", "relancer la région", "Jan", ""),
    ("relancer la région — Sam — vendredi", "relancer la région", "Sam", "2026-11-27"),
    ("relancer la région avant oct", "relancer la région avant oct", "", "2027-09-30"),
    ("relancer la région — 5 sept — Camille", "relancer la région", "Camille", "2027-09-05"),
    ("e-mail au porte-parole", "e-mail au porte-parole", "", ""),
    ("écrire un post - réseaux - Camille - fin 2026", "écrire un post - réseaux", "Camille", "2026-12-31"),
    ("call the region — Camille — 12 December", "call the region", "Camille", "2026-12-12"),
    ("call the region by Friday", "call the region", "", "2026-11-27"),
    ("call the region before December 12", "call the region", "", "2026-12-12"),
    ("@camille call the region by 2026-12-12", "call the region", "camille", "2026-12-12"),
    ("call the region, Bob, friday", "call the region", "Bob", "2026-11-27"),
    ("send the report tomorrow", "send the report", "", "2026-11-24"),
    ("@camille", "@camille", "", ""),
    ("15/01 — envoyer le bilan", "envoyer le bilan", "", "2027-01-15"),
    ("vendredi — Camille — envoyer le bilan", "envoyer le bilan", "Camille", "2026-11-27"),
    ("15/01 : envoyer le bilan", "envoyer le bilan", "", "2027-01-15"),
    ("before 15 January, send the report", "send the report", "", "2027-01-15"),
    ("envoyer le bilan avant le 15/01 — Camille", "envoyer le bilan", "Camille", "2027-01-15"),
    ("envoyer le bilan (avant le 15/01)", "envoyer le bilan", "", "2027-01-15"),
    ("envoyer le bilan jeudi", "envoyer le bilan", "", "2026-11-26"),
    ("lire https://a.example/x;y=1|z — 15/01", "lire https://a.example/x;y=1|z", "", "2027-01-15"),
    ("lire www.a.example/b;c — Camille — 15/01", "lire www.a.example/b;c", "Camille", "2027-01-15"),
    ("« oui — mais » — Camille — 15/01", "« oui — mais »", "Camille", "2027-01-15"),
    ("dire “a ; b” ; Camille ; 15/01", "dire “a ; b”", "Camille", "2027-01-15"),
    ("envoyer;Camille;15/01", "envoyer", "Camille", "2027-01-15"),
    ("oui;non", "oui;non", "", ""),
    ("voir Bourgogne - Franche - Comté", "voir Bourgogne - Franche - Comté", "", ""),
    ("voir Centre - Val - Loire — 15/01", "voir Centre - Val - Loire", "", "2027-01-15"),
    ("atelier design - atelier tech", "atelier design - atelier tech", "", ""),
    ("écrire à tous, cc @zoe — Noé — 15/01", "écrire à tous, cc @zoe", "Noé", "2027-01-15"),
    ("écrire à tous, cc @zoe — Zorro — 15/01", "écrire à tous, cc @zoe", "Zorro", "2027-01-15"),
    ("écrire à tous (copie @zoe)", "écrire à tous (copie @zoe)", "", ""),
    ("ne pas oublier d’écrire avant le 15/01", "ne pas oublier d’écrire", "", "2027-01-15"),
    ("ne rien publier — Camille — 15/01", "ne rien publier", "Camille", "2027-01-15"),
    ("préparer le budget avant mars 2027", "préparer le budget avant mars 2027", "", "2027-02-28"),
    ("prepare the budget before March 2027", "prepare the budget before March 2027", "", "2027-02-28"),
    ("écrire — Zoé et Bob — 15/01", "écrire", "Zoé et Bob", "2027-01-15"),
    ("écrire — Jeanne d’Arc — 15/01", "écrire", "Jeanne d’Arc", "2027-01-15"),
    ("avant le 12 décembre", "avant le 12 décembre", "", ""),
]


@pytest.mark.parametrize(("line", "what", "who", "due"), ACTIONS)
def test_an_action_is_read_as_it_is_meant(line: str, what: str, who: str, due: str) -> None:
    read = parse_action(line, TODAY, is_known)
    assert (read.what, read.who, read.due.isoformat() if read.due else "") == (what, who, due)
    assert read.unread == ""


@pytest.mark.parametrize(
    ("line", "kept", "unread"),
    [
        ("relancer — Camille — bientôt", "relancer — bientôt", "bientôt"),
        ("relancer avant le 31 février", "relancer avant le 31 février", "avant le 31 février"),
        ("call them by 31 February", "call them by 31 February", "by 31 February"),
        ("relancer — Camille — 31/02", "relancer — 31/02", "31/02"),
        ("call them — Camille — next friday", "call them — next friday", "next friday"),
        ("call them, next friday", "call them, next friday", "next friday"),
    ],
)
def test_what_stands_for_a_day_and_is_none_is_kept_and_said_back(line: str, kept: str, unread: str) -> None:
    read = parse_action(line, TODAY, is_known)
    assert (read.what, read.due, read.unread) == (kept, None, unread)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("écrire à la mairie — pas avant juin", "pas avant juin"),
        ("écrire à la mairie — après le 15/01", "après le 15/01"),
        ("écrire à la mairie dès le 15 janvier", "dès le 15 janvier"),
        ("écrire à la mairie à partir du 15/01", "à partir du 15/01"),
        ("ne pas écrire avant le 15/01", "avant le 15/01"),
        ("n’appeler personne avant juin", "avant juin"),
        ("write to the mayor — not before June", "not before June"),
        ("write to the mayor from 15 January", "from 15 January"),
        ("write to the mayor after Friday", "after Friday"),
        ("don’t write before 15 January", "before 15 January"),
    ],
)
def test_from_when_is_no_deadline(line: str, said: str) -> None:
    action, promise = parse_action(line, TODAY, is_known), parse_commitment(f"financement : {line}", TODAY)
    for read in (action, promise):
        assert (read.what, read.due, read.not_due) == (line, None, said)
    assert action.who == ""


@pytest.mark.parametrize(
    "words",
    [
        *("mi-janvier", "fin de semaine", "courant mars", "Début avril", "Bientôt", "T1", "next month"),
        *(
            "à préciser",
            "À valider",
            "En attente",
            "Urgent",
            "PRIORITAIRE",
            "TBD",
            "WIP",
            "par téléphone",
            "Visio",
        ),
    ],
)
def test_words_of_time_or_state_are_nobody(words: str) -> None:
    for line in (f"écrire à la mairie — {words}", f"écrire à la mairie, {words}"):
        assert parse_action(line, TODAY, is_known).who == ""
    read = parse_action(f"écrire à la mairie — {words}", TODAY, is_known)
    assert read.what == f"écrire à la mairie — {words}"
    assert words in (read.unread, *read.kept)
    assert parse_action(f"écrire à la mairie — {words} — 15/01", TODAY, is_known).who == ""


def test_a_day_named_twice_is_the_last_and_the_other_is_said() -> None:
    read = parse_action("écrire — 10/01 — 15/01", TODAY, is_known)
    assert (read.what, read.due, read.not_due) == ("écrire — 10/01", date(2027, 1, 15), "10/01")


def test_monday_on_a_monday_is_kept_and_said() -> None:
    read = parse_action("écrire — lundi", TODAY, is_known)
    assert (read.who, read.due, read.unread) == ("", None, "lundi")


COMMITMENTS = [
    ("15/01 — financement : 30 k€", "funding", "30 k€", "2027-01-15"),
    ("financement : 15/01 — 30 k€", "funding", "30 k€", "2027-01-15"),
    ("relais : voir https://a.example/b;c — fin juin", "relays", "voir https://a.example/b;c", "2027-06-30"),
    ("financement : 50 k€ avant mars", "funding", "50 k€ avant mars", "2027-02-28"),
    ("20 k€ — Avant septembre", "funding", "20 k€ avant septembre", "2027-08-31"),
    ("avant mars : 20 k€", "funding", "20 k€ avant mars", "2027-02-28"),
    ("20 k€ avant mars — 28 février 2027", "funding", "20 k€ avant mars", "2027-02-28"),
    ("3 000 euros pour les tests", "funding", "3 000 euros pour les tests", ""),
    ("up to 3,000 EUR by June", "funding", "up to 3,000 EUR", "2027-06-30"),
    ("€12k for the tests before April", "funding", "€12k for the tests before April", "2027-03-31"),
    ("une salle avant le 3 mars", "other", "une salle", "2027-03-03"),
    ("autre : 500 € de cadeaux", "other", "500 € de cadeaux", ""),
    ("relais : 300 € par préfecture", "relays", "300 € par préfecture", ""),
    ("un neurologue à Eurville", "other", "un neurologue à Eurville", ""),
    ("Financement - un poste - fin juin", "funding", "un poste", "2027-06-30"),
    ("financement d’un poste d’ici le 31 janvier", "funding", "financement d’un poste", "2027-01-31"),
    ("COMMUNICATION : un article", "communication", "un article", ""),
    ("com — un article — 15 janvier", "communication", "un article", "2027-01-15"),
    ("relais : trois préfectures", "relays", "trois préfectures", ""),
    ("relais locaux : préfets, d’ici juin", "relays", "préfets", "2027-06-30"),
    ("autre : prêter une salle", "other", "prêter une salle", ""),
    ("prêter une salle", "other", "prêter une salle", ""),
    ("funding: 50 k€ by June", "funding", "50 k€", "2027-06-30"),
    ("relays: three prefectures", "relays", "three prefectures", ""),
    ("commune de Brest : une salle", "other", "commune de Brest : une salle", ""),
    ("financement", "funding", "financement", ""),
]


@pytest.mark.parametrize(("line", "kind", "what", "due"), COMMITMENTS)
def test_a_commitment_has_its_kind_by_its_first_word(line: str, kind: str, what: str, due: str) -> None:
    read = parse_commitment(line, TODAY)
    assert (read.kind, read.what, read.due.isoformat() if read.due else "") == (kind, what, due)


def test_signs_of_a_list_and_empty_lines_are_no_items() -> None:
    typed = "- un\n\n  • deux \n3. trois\n* quatre\n—\n- [X] cinq\n→ six\n✓ sept\n"
    typed += "2027 sera chargé\r\n-50 % de trajets"
    assert parse_items(typed) == [
        "un",
        "deux",
        "trois",
        "quatre",
        "—",
        "cinq",
        "six",
        "sept",
        "2027 sera chargé",
        "-50 % de trajets",
    ]


@given(st.text(max_size=80))
def test_any_line_leaves_something_to_do_and_every_word_somewhere(line: str) -> None:
    for item in parse_items(line):
        read = parse_action(item, TODAY, is_known)
        assert read.what
        if read.due is None:
            said = normalise(f"{read.what} {read.who}").split()
            assert set(normalise(one_line(item)).split()) <= set(said)
        assert parse_commitment(item, TODAY).what

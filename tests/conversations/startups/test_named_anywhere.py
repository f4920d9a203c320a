"""In a direct conversation the startup's name stands first or last, and every answer says which it is."""

import pytest

from tests.conversation import OTHER, STARTUP, Talk

# It is Monday 23 November 2026, 10:30 in Paris.

LINES = [
    "point planifier {} mardi 8 décembre 14h30",
    "point planifier mardi 8 décembre 14h30 {}",
    "{} point planifier mardi 8 décembre 14h30",
    "point {} planifier mardi 8 décembre 14h30",
    "point rappels {} 7 jours",
    "point rappels 7 jours {}",
    "point cadence toutes les 6 semaines {}",
    "point ordre du jour {} ajouter revoir la charte",
    "ordre du jour ajouter {} revoir la charte",
    "ordre du jour ajouter revoir la charte, {}",
    "actions ajouter {} : écrire au préfet",
    "actions ajouter écrire au préfet — {}",
    "engagements ajouter {} communication : un courrier",
    "décisions {} charte",
    "comité 12 mars 2027 {}",
    "comité {} 12 mars 2027",
    "startup territoire {} Bretagne",
    "startup territoire Bretagne {}",
    "startup {} territoire Bretagne",
    "expert {} growth Comment mesurer la rétention ?",
    "expert growth Comment mesurer la rétention ? {}",
    "évaluer résultat {}",
    "évaluer {} résultat équipe",
    "point réglages {}",
    "point arrêter {}",
]


@pytest.fixture
def private(talk: Talk) -> str:
    """The direct conversation of somebody who follows two startups."""
    talk.link()
    talk.make_manager(talk.manager, STARTUP.id)
    talk.make_manager(talk.manager, OTHER.id)
    return talk.driver.direct(talk.manager)


@pytest.mark.parametrize("typed", [line for line in LINES if not line.startswith("{}")])
@pytest.mark.parametrize("name", ["cantine-claire", "Cantine Claire"])
def test_the_name_stands_first_or_last_and_is_answered(
    talk: Talk, private: str, typed: str, name: str
) -> None:
    shown = talk.say(typed.format(name), talk.manager, private)
    told = shown.text or (shown.form.title + shown.form.intro if shown.form else "")
    assert "Cantine claire" in told
    assert "Vélo facile" not in told
    assert "De quelle startup" not in told


def test_a_name_at_the_end_of_a_text_stays_in_it_where_it_is_part_of_it(talk: Talk, private: str) -> None:
    talk.say("ordre du jour ajouter préparer la démo de Cantine claire", talk.manager, private)
    shown = talk.say("ordre du jour cantine-claire", talk.manager, private)
    assert "préparer la démo de Cantine claire" in shown.text


@pytest.mark.parametrize(
    "typed",
    [
        "point planifier cantine-claire mardi 8 décembre 14h30",
        "point cantine-claire",
        "actions ajouter cantine-claire — écrire au préfet",
        "startup territoire Bretagne cantine-claire",
        "expert cantine-claire growth Comment mesurer la rétention ?",
    ],
)
def test_another_teams_startup_is_said_to_be_so(talk: Talk, typed: str) -> None:
    talk.link()
    shown = talk.say(typed, talk.mate, talk.driver.direct(talk.mate))
    assert "Tu ne fais pas partie de Cantine claire" in shown.text
    assert talk.count("checkpoints") == talk.count("questions") == 0


def test_what_is_done_by_its_number_names_the_startup(talk: Talk, private: str) -> None:
    talk.say("actions ajouter cantine-claire écrire au préfet", talk.manager, private)
    assert "Cantine claire" in talk.say("actions fait 1", talk.manager, private).text
    assert "Cantine claire" not in talk.say("actions fait 1").text

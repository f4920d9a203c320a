"""People say what they want in their own words: it is proposed, and nothing is done without a press."""

import pytest

from tests.conversation import Talk

# It is Monday 23 November 2026, 10:30 in Paris.

ASK = "Demander à un·e expert·e"


@pytest.mark.parametrize(
    ("typed", "label", "line"),
    [
        (
            "tu nous cales une réunion avec la DGE jeudi 3 décembre à 16h ?",
            "Planifier un point",
            "jeudi 3 décembre à 16h",
        ),
        (
            "on pourrait décaler le point au vendredi 4 décembre 9h30",
            "Déplacer le point",
            "vendredi 4 décembre 9h30",
        ),
        ("absente, plus de questions pendant 3 semaines", "Faire une pause", "3 semaines"),
        ("j’ai terminé la tâche numéro 7 hier", "Dire que c’est fait", "actions fait 7"),
        (
            "il faudra penser à une chose à faire : saluer le maire",
            "Noter une action",
            "ajouter saluer le maire",
        ),
        (
            "je voudrais être experte en design pour les autres",
            "Rejoindre le réseau d’experts",
            "rejoindre design",
        ),
    ],
)
def test_a_sentence_is_proposed_with_what_was_understood(
    talk: Talk, typed: str, label: str, line: str
) -> None:
    talk.link()
    shown = talk.say(typed)
    assert shown.message is not None
    assert label in shown.message.buttons
    assert len(shown.message.buttons) <= 3
    assert line in shown.text
    assert (talk.count("checkpoints"), talk.count("questions"), talk.count("actions")) == (0, 0, 0)


def test_a_press_says_the_command_with_its_moment(talk: Talk) -> None:
    talk.link()
    shown = talk.say("could we have a sponsor meeting on 3 December at 4pm", talk.english)
    planned = talk.press(shown, "Plan a checkpoint", talk.english)
    assert "3 December" in planned.text
    assert talk.count("checkpoints") == 0, "it asks whether the day is right, as when it is typed"


def test_what_was_typed_is_asked_in_one_press(talk: Talk) -> None:
    talk.link()
    asked = talk.press(talk.say("notre formulaire fait fuir les gens depuis mars"), ASK)
    assert "notre formulaire fait fuir les gens depuis mars" in asked.text
    assert talk.count("questions") == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("c’est quand notre prochain point ?", "Aucun point"),
        ("où en est la question que j’ai posée ?", "question"),
        ("dis, c’est quoi Gamma au juste ?", "me demander"),
        ("qui est donc notre responsable ?", "Vélo facile"),
    ],
)
def test_a_sure_question_is_answered_at_once(talk: Talk, typed: str, told: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert told in shown.text
    assert "Tu veux…" not in shown.text


@pytest.mark.parametrize(
    "typed", ["👍", "🎉🎉", ":tada:", "ok", "bonne soirée à toi", "salut Gamma", "Thx gamma!"]
)
def test_small_talk_gets_a_short_kind_line(talk: Talk, typed: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert len(shown.text) < 90
    assert "Je ne connais pas" not in shown.text


def test_the_startup_that_is_named_goes_with_it(talk: Talk) -> None:
    talk.link()
    talk.say("startup lier cantine-claire", talk.admin, talk.other_channel)
    direct = talk.driver.direct(talk.manager)
    shown = talk.say("il faudrait caler une réunion avec le sponsor de Cantine claire", talk.manager, direct)
    form = talk.press(shown, "Planifier un point", talk.manager)
    assert "Cantine claire" in (form.text or (form.form.intro + form.form.title if form.form else ""))


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("points : on pourrait en décaler un à jeudi", "Déplacer le point"),
        ("aide nous à trouver un spécialiste du droit", ASK),
    ],
)
def test_a_sentence_may_begin_with_a_commands_name(talk: Talk, typed: str, label: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert shown.message is not None
    assert label in shown.message.buttons


def test_a_slip_keeps_the_rest_of_the_line(talk: Talk) -> None:
    talk.link()
    assert (
        "/gamma point planifier lundi 7 décembre 10h" in talk.say("piont planifier lundi 7 décembre 10h").text
    )


@pytest.mark.parametrize("typed", ["zzz qqq www kkk", "xyzzy"])
def test_what_nobody_can_understand_is_said_so_kindly(talk: Talk, typed: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert "Je ne connais pas" in shown.text or ASK in (shown.message.buttons if shown.message else ())
    assert talk.count("questions") == 0


@pytest.mark.parametrize("typed", ["@channel", "<!here>", "mars", "budget", "'; DROP TABLE people; --"])
def test_nothing_is_proposed_where_little_is_heard(talk: Talk, typed: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert "Je ne connais pas" in shown.text
    assert shown.message is not None
    assert not shown.message.buttons


def test_the_end_of_a_line_is_completed_before_it_is_a_sentence(talk: Talk) -> None:
    talk.link()
    shown = talk.say("ajouter relire la charte graphique")
    assert "/gamma actions ajouter relire la charte graphique" in shown.text
    assert "/gamma aide" not in shown.text
    clear = talk.say("ajouter un sujet à l’ordre du jour de la réunion")
    assert clear.message is not None
    assert "Ajouter un sujet" in clear.message.buttons


def test_many_words_are_asked_in_one_press_too(talk: Talk) -> None:
    talk.link()
    typed = "Nos agents perdent le fil du formulaire de demande d’aide. " * 8
    shown = talk.say(typed)
    assert talk.count("questions") == 0
    talk.press(shown, ASK)
    assert talk.count("questions") == 1
    far_too_long = talk.say(typed * 3)
    assert talk.count("questions") == 1
    assert typed.strip() in far_too_long.text, "given back, to be copied"


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("nous avons pris du retard partout et ça m’épuise", "Voir les actions en retard"),
        ("est-ce que Noé a fini des choses hier", "Voir les actions"),
        ("non, plutôt jeudi", "Déplacer le point"),
        ("315", "Donner une valeur"),
    ],
)
def test_what_asks_for_nothing_to_be_shown_is_not_answered_at_once(
    talk: Talk, typed: str, label: str
) -> None:
    talk.link()
    shown = talk.say(typed)
    assert shown.message is not None
    assert label in shown.message.buttons
    assert "partager" not in shown.text


def test_a_sentence_is_no_slip_of_another_command(talk: Talk) -> None:
    talk.link()
    talk.say("odj ajouter le budget", talk.third)
    shown = talk.say("rappelle à Inès d’écrire à la mairie avant jeudi")
    assert shown.message is not None
    assert shown.message.buttons[0] == "Noter une action"
    form = talk.press(shown, "Noter une action").form
    assert form
    assert form["what"].value == "écrire à la mairie"
    assert form["who"].value == talk.third


@pytest.mark.parametrize(
    ("typed", "label"),
    [("partager mon résultat", "Partager mon résultat"), ("efface mes données", "Effacer mes données")],
)
def test_a_few_clear_words_are_heard_too(talk: Talk, typed: str, label: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert shown.message is not None
    assert shown.message.buttons[0] == label

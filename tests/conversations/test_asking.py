"""`/gamma` alone, help, words that are not quite right, and a table of commands that keeps its promises."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest

from gamma.parsing.text import normalise
from handlers.commands import COMMANDS
from handlers.engine.command_spec import CommandSpec, Subcommand
from handlers.engine.typed_text import spelling
from tests.conversation import Talk


def test_gamma_alone_says_what_matters_now(talk: Talk) -> None:
    talk.link()
    text = talk.say("").text
    assert "Gamma · Vélo facile\u00a0: en accélération depuis 9 mois" in text
    assert "Tu n’as pas encore évalué ta startup" in text
    talk.assess()
    assert (
        "Ta dernière auto-évaluation\u00a0: lundi 23 novembre, 1 critère atteint sur 3" in talk.say("").text
    )


def test_its_buttons_lead_on(talk: Talk) -> None:
    talk.link()
    now = talk.say("")
    assert talk.press(now, "Évaluer").form
    assert "Voici ce que tu peux me demander" in talk.press(now, "Aide").text


@pytest.mark.parametrize("typed", ["évaluer", "EVALUER", "assess", "Bilan", "bilan  ", "auto-évaluation"])
def test_commands_are_known_in_both_languages_whatever_accents_and_case(talk: Talk, typed: str) -> None:
    talk.link()
    assert talk.say(typed).form


def test_an_unknown_word_gets_what_was_probably_meant(talk: Talk) -> None:
    talk.link()
    answer = talk.say("evalluer")
    assert "Voulais-tu dire /gamma évaluer" in answer.text
    assert talk.press(answer, "/gamma évaluer").form


@pytest.mark.parametrize("typed", ["xyzzy", "@channel", "<!here>", "a" * 3000, "'; DROP TABLE people; --"])
def test_nonsense_is_answered_kindly(talk: Talk, typed: str) -> None:
    assert "Je ne connais pas" in talk.say(typed).text


def test_help_names_every_command_in_the_readers_language(talk: Talk) -> None:
    french, english = talk.say("aide").text, talk.say("help", as_=talk.english).text
    for command in COMMANDS:
        assert f"/gamma {command.names['fr']}" in french
        assert f"/gamma {command.names['en']}" in english


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_help_on_a_command_names_all_its_ways(talk: Talk, command: CommandSpec) -> None:
    told = talk.say(f"aide {command.names['fr']}").text
    for way in command.ways():
        assert f"/gamma {way.says['fr']}" in told


def test_help_on_a_mistyped_command_is_on_the_one_meant(talk: Talk) -> None:
    assert "/gamma point planifier" in talk.say("aide pioint").text
    unknown = talk.say("aide xyzzy").text
    assert unknown.startswith("Je ne connais pas de commande «\u00a0xyzzy\u00a0».")
    assert "/gamma confidentialité" in unknown


def test_help_fits_on_one_screen(talk: Talk) -> None:
    shown = talk.say("aide")
    assert len(shown.text) < 1500
    assert "/gamma point planifier" in talk.press(shown, "/gamma point …").text


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_answers_an_empty_line_and_a_stranger_kindly(talk: Talk, command: CommandSpec) -> None:
    talk.link()
    name = command.names["fr"]
    for person, place in ((talk.member, talk.channel), (talk.stranger, talk.driver.direct(talk.stranger))):
        screen = talk.say(name, person, place)
        assert screen.form or screen.text
        assert "mal passé" not in screen.text


def test_no_two_commands_share_a_spelling() -> None:
    spellings = [
        (normalise(spelling), command.id) for command in COMMANDS for spelling in command.spellings()
    ]
    owners = {
        spelling: {owner for other, owner in spellings if other == spelling} for spelling, _ in spellings
    }
    assert [spelling for spelling, owner in owners.items() if len(owner) > 1] == []


def _spelled_below(subcommands: Iterable[Subcommand], before: str = "") -> Iterator[tuple[str, Subcommand]]:
    for each in subcommands:
        yield before, each
        yield from _spelled_below(each.subcommands, f"{before} {each.id}".strip())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_sub_commands_are_spelled_as_the_help_spells_them(command: CommandSpec) -> None:
    below: dict[tuple[str, str], set[str]] = defaultdict(set)
    for before, subcommand in _spelled_below(command.subcommands):
        for locale in ("en", "fr"):
            below[before, locale].add(spelling(subcommand, locale))
    for before, subcommand in _spelled_below(command.subcommands):
        depth = len(before.split()) + 1
        assert spelling(subcommand, "en") == subcommand.id
        for usage in subcommand.usages:
            for locale, whole in usage.says.items():
                assert whole.split()[depth] in below[before, locale]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("startup withdraw", "/gamma startup retirer velo-facile"),
        ("checkpoint postpone", "/gamma point reporter velo-facile"),
        ("startup sponsor remove", "/gamma startup sponsor retirer velo-facile"),
    ],
)
def test_a_command_to_repeat_is_told_in_the_readers_language(talk: Talk, typed: str, asked: str) -> None:
    assert asked in talk.say(typed, talk.admin, talk.driver.direct(talk.admin)).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("assess partger", "évaluer partager"), ("startup delierr", "startup délier"), ("pointt", "point")],
)
def test_a_command_mistyped_gets_what_was_probably_meant(talk: Talk, typed: str, meant: str) -> None:
    talk.link()
    assert f"Voulais-tu dire /gamma {meant}\u202f?" in talk.say(typed).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("résultat", "évaluer résultat"),
        ("partager", "évaluer partager"),
        ("unlink", "startup délier"),
        ("lier velo-facile", "startup lier velo-facile"),
        ("ajouter revoir le budget", "actions ajouter revoir le budget"),
        ("rappels 7 jours", "point rappels 7 jours"),
        ("poin planifier jeudi 9h", "point planifier jeudi 9h"),
        ("historiqe équipe", "évaluer historique équipe"),
    ],
)
def test_the_end_of_a_command_is_recognised_and_the_rest_kept(talk: Talk, typed: str, meant: str) -> None:
    """In the reader's language, whatever the words were."""
    talk.link()
    shown = talk.say(typed)
    assert f"/gamma {meant}" in shown.text
    assert shown.message is not None
    assert any(label.startswith(f"/gamma {meant}"[:39]) for label in shown.message.buttons)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("point compte rendu", "Aucun point"),
        ("compte-rendu", "Aucun point"),
        ("Compte Rendu", "Aucun point"),
        ("ordre du jour", "Ordre du jour"),
        ("point ordre-du-jour", "Ordre du jour"),
        ("point Ordre du Jour", "Ordre du jour"),
        ("point d’étape ordre du jour", "Ordre du jour"),
        ("vie privée", "Ce que je garde"),
        ("auto évaluation", ""),
        ("aide moi", "me demander"),
        ("assess counter view", "regard"),
        ("point a eu lieu", "Aucun point"),
    ],
)
def test_hyphens_and_spaces_are_the_same(talk: Talk, typed: str, title: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert title.casefold() in shown.text.casefold()
    assert "Je ne connais pas" not in shown.text
    assert "parmi tes startups" not in shown.text


@pytest.mark.parametrize(
    ("typed", "not_meant"),
    [
        ("lierr", "délier"),
        ("relié", "délier"),
        ("déplanifier", "planifier"),
        ("unjoin", "rejoindre"),
        ("unshare", "évaluer partager\u202f"),
        ("@channel", "annuler"),
        ("channel", "annuler"),
        ("marché", "comité"),
        ("région parisienne", "décisions"),
        ("demain", "courriel"),
        ("mars", "comité"),
    ],
)
def test_what_was_not_typed_nor_its_opposite_is_suggested(talk: Talk, typed: str, not_meant: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert f"/gamma {not_meant}" not in shown.text
    assert not_meant not in shown.text.replace("déplanifier", "")
    if typed in ("déplanifier", "unjoin", "unshare"):
        assert "Voulais-tu dire" in shown.text


@pytest.mark.parametrize(
    "typed", ["bonjour", "merci beaucoup", "Thank you", "?", "quoi de neuf ?", "prochain point"]
)
def test_courtesies_are_answered(talk: Talk, typed: str) -> None:
    talk.link()
    assert "Je ne connais pas" not in talk.say(typed).text


def test_a_sentence_goes_to_who_may_know(talk: Talk) -> None:
    talk.link()
    shown = talk.press(talk.say("Qui saurait relire nos mentions légales ?"), "Demander à un·e expert·e")
    assert "À qui est-ce que je la propose" in shown.text
    assert shown.message is not None
    assert "Juridique" in shown.message.buttons


@pytest.mark.parametrize(
    "typed",
    [
        "On cherche quelqu’un pour le recrutement d’une développeuse",
        "sans budget la communication en région piétine",
        "Avec les mairies rien n’avance sur le juridique",
        "Mes usagers abandonnent le parcours de design",
        "Pas de compétence en recrutement chez nous",
        "On our side nobody knows how to hire a developer",
        "All our users leave after the first page of the design",
    ],
)
def test_a_word_of_every_day_begins_a_sentence_and_no_command(talk: Talk, typed: str) -> None:
    talk.link()
    shown = talk.say(typed).text
    assert "Voulais-tu dire" not in shown
    assert "Je ne connais pas" not in shown


@pytest.mark.parametrize(
    ("typed", "meant"), [("sans actions", "rappels sans actions"), ("tous", "rappels tous")]
)
def test_before_a_kind_of_message_it_is_the_short_form(talk: Talk, typed: str, meant: str) -> None:
    talk.link()
    assert f"/gamma {meant}" in talk.say(typed).text


@pytest.mark.parametrize("typed", ["design Bonsoir", "growth Merci beaucoup !", "juridique : hello"])
def test_a_greeting_behind_a_domain_asks_nobody(talk: Talk, typed: str) -> None:
    talk.link()
    assert "Je n’ai pas reconnu de question" in talk.say(f"expert {typed}").text
    assert talk.count("questions") == 0


def test_what_waits_in_startups_is_for_who_follows_some(talk: Talk) -> None:
    talk.link()
    assert "pour qui suit des startups" in talk.say("rappels ouvert").text


@pytest.mark.parametrize(
    ("typed", "meant"), [("sans point", "sans points"), ("avec les question", "avec questions")]
)
def test_a_kind_of_message_with_a_slip_is_asked_back(talk: Talk, typed: str, meant: str) -> None:
    talk.link()
    assert f"/gamma rappels {meant}" in talk.say(f"rappels {typed}").text


def test_the_programme_teams_kinds_have_one_name_in_brackets(talk: Talk) -> None:
    shown = talk.say("rappels", as_=talk.admin).text
    assert ") (" not in shown
    assert "(silence)" in shown
    assert "les startups silencieuses" in talk.say("rappels sans silencieuses", as_=talk.admin).text

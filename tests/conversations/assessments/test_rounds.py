"""Rounds of self-assessment: one living post in the channel, the missing reminded, the result once."""

import pytest

from tests.conversation import STARTUP, Talk
from tests.conversations.assessments.rounds_scene import (
    CLOSES,
    at,
    enrolled,
    invitation,
    invitations,
    jump,
    opened,
    reminders,
    results,
    until,
)

pytestmark = pytest.mark.long


def posts(talk: Talk) -> int:
    return len(talk.said_in(talk.channel))


# --- the welcome ------------------------------------------------------------------------------------------


def test_an_enrolled_team_is_welcomed_once_in_three_lines(talk: Talk) -> None:
    enrolled(talk)
    welcomes = [post for post in talk.said_in(talk.channel) if "Bienvenue dans le programme" in post.text]
    [welcome] = welcomes
    assert len(welcome.text.splitlines()) == 3
    assert welcome.buttons == ("Voir où nous en sommes",)
    assert talk.press(welcome, "Voir où nous en sommes").form is not None
    talk.say(f"startup enrol {STARTUP.id} {talk.at(talk.manager)}", as_=talk.admin)
    talk.restart()
    assert len([post for post in talk.said_in(talk.channel) if "Bienvenue" in post.text]) == 1


def test_a_team_that_is_enrolled_before_its_channel_is_welcomed_when_it_is_linked(talk: Talk) -> None:
    talk.say(f"startup enrol {STARTUP.id} {talk.at(talk.manager)}", as_=talk.admin, in_=talk.other_channel)
    talk.link()
    assert any("Bienvenue" in post.text for post in talk.said_in(talk.channel))


def test_a_team_that_is_not_enrolled_is_neither_welcomed_nor_invited(talk: Talk) -> None:
    talk.link()
    before = posts(talk)
    jump(talk, at(8))
    until(talk, at(10))
    assert posts(talk) == before


# --- the one post -----------------------------------------------------------------------------------------


def test_a_quarter_has_one_invitation_that_counts_the_answers_in_place(talk: Talk) -> None:
    post = opened(talk)
    assert "Personne n’a encore répondu." in post.text
    assert "Jusqu’au mardi 23 février" in post.text
    assert post.buttons == ("Répondre", "Plus tard", "Pas ce trimestre", "Un autre rythme")
    before = posts(talk)
    talk.assess(as_=talk.member)
    assert "1 personne sur 3 a répondu." in invitation(talk).text
    talk.say("assess share yes", as_=talk.member)
    talk.assess(as_=talk.mate)
    talk.say("assess share yes", as_=talk.mate)
    assert "2 personnes sur 3 ont répondu." in invitation(talk).text
    assert posts(talk) == before, "no post for a share"


def test_an_answer_of_the_same_quarter_counts_whenever_it_was_given(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(20, month=1))
    talk.assess(as_=talk.mate)
    jump(talk, at(8))
    until(talk, at(9))
    assert "1 personne sur 3 a répondu." in invitation(talk).text
    until(talk, at(17))
    assert reminders(talk, talk.mate) == []


def test_where_nobody_can_tell_how_many_are_in_the_team_the_answers_alone_are_counted(talk: Talk) -> None:
    enrolled(talk)
    crowd = [talk.driver.person(f"Personne {number}") for number in range(25)]
    talk.say("startup unlink")
    talk.channel = talk.driver.channel("tout-le-monde", [talk.member, talk.mate, talk.admin, *crowd])
    talk.link()
    jump(talk, at(8))
    until(talk, at(9))
    talk.assess(as_=talk.member)
    assert "1 personne a répondu." in invitation(talk).text
    until(talk, at(20))
    assert reminders(talk, crowd[0]) == []


def test_at_the_close_the_result_comes_once_with_its_detail(talk: Talk) -> None:
    opened(talk)
    for person in (talk.member, talk.mate):
        talk.assess(as_=person)
        talk.say("assess share yes", as_=person)
    assert results(talk) == []
    until(talk, CLOSES)
    [result] = results(talk)
    assert "2 réponses partagées" in result.text
    assert "✔ Adéquation produit/marché\u00a0: atteint" in result.text
    assert len(result.text.splitlines()) <= 7, "a summary"
    assert "2 personnes sur 3 ont répondu" in invitation(talk).text
    assert invitation(talk).buttons == ("Voir le détail",)
    assert "repère" in talk.press(result, "Voir le détail").text
    jump(talk, at(15, month=3))
    assert len(results(talk)) == 1
    assert len(invitations(talk)) == 1


def test_a_round_that_nobody_answers_closes_kindly_and_without_a_result(talk: Talk) -> None:
    opened(talk)
    until(talk, CLOSES)
    assert "personne n’a répondu cette fois-ci" in invitation(talk).text
    assert results(talk) == []


def test_a_round_in_which_nobody_shares_has_no_result(talk: Talk) -> None:
    opened(talk)
    talk.assess(as_=talk.member)
    until(talk, CLOSES)
    assert "Personne n’a partagé son résultat" in invitation(talk).text
    assert results(talk) == []


# --- who said what ----------------------------------------------------------------------------------------


def test_with_two_answers_nothing_shows_until_the_close(talk: Talk) -> None:
    opened(talk)
    talk.assess(as_=talk.member)
    shared = talk.say("assess share yes", as_=talk.member)
    assert "en une fois" in shared.text
    read = talk.say("assess result team", as_=talk.mate)
    assert "Adéquation" not in read.text
    assert "1 personne sur 3 a répondu" in read.text
    talk.assess(as_=talk.mate)
    talk.say("assess share yes", as_=talk.mate)
    for reader in (talk.mate, talk.manager, talk.admin):
        assert "Adéquation" not in talk.say("assess result team", as_=reader).text
    until(talk, CLOSES)
    assert "Adéquation" in talk.say("assess result team", as_=talk.mate).text


def test_from_three_answers_on_the_result_can_be_read(talk: Talk) -> None:
    opened(talk)
    for person in (talk.member, talk.mate, talk.third):
        talk.assess(as_=person)
        talk.say("assess share yes", as_=person)
    assert "3 réponses partagées" in talk.say("assess result team", as_=talk.mate).text
    assert results(talk) == [], "in the channel it comes at the close"


def test_what_was_shared_before_the_round_stays_to_be_read(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(20, month=1))
    talk.assess(as_=talk.mate)
    talk.say("assess share yes", as_=talk.mate)
    jump(talk, at(8))
    until(talk, at(9))
    talk.assess(market={"recurring_users": "0", "market_size": "", "in_production": "no"}, as_=talk.member)
    talk.say("assess share yes", as_=talk.member)
    assert "1 réponse partagée" in talk.say("assess result team", as_=talk.third).text


# --- sharing between rounds -------------------------------------------------------------------------------


def test_a_share_between_rounds_edits_the_result_that_stands_there(talk: Talk) -> None:
    opened(talk)
    talk.assess(as_=talk.member)
    talk.say("assess share yes", as_=talk.member)
    until(talk, CLOSES)
    before = posts(talk)
    until(talk, at(1, month=3))
    talk.assess(as_=talk.mate)
    assert "en tient compte" in talk.say("assess share yes", as_=talk.mate).text
    [result] = results(talk)
    assert "2 réponses partagées" in result.text
    assert posts(talk) == before


def test_the_first_share_of_a_quarter_without_a_round_is_posted_and_the_next_edits_it(talk: Talk) -> None:
    talk.link()
    talk.assess(as_=talk.member)
    talk.say("assess share yes", as_=talk.member)
    [result] = results(talk)
    assert "1 réponse partagée" in result.text
    talk.assess(as_=talk.mate)
    talk.say("assess share yes", as_=talk.mate)
    [result] = results(talk)
    assert "2 réponses partagées" in result.text


def test_a_result_that_was_deleted_is_not_posted_again(talk: Talk) -> None:
    talk.link()
    talk.assess(as_=talk.member)
    talk.say("assess share yes", as_=talk.member)
    shown = [post.text for post in talk.said_in(talk.channel)]
    talk.driver.delete(talk.channel, next(n for n, text in enumerate(shown) if "Résultat" in text))
    for person in (talk.mate, talk.third):
        talk.assess(as_=person)
        told = talk.say("assess share yes", as_=person)
        assert results(talk) == []
    assert "résultat équipe" in told.text


def test_an_invitation_that_was_deleted_is_not_posted_again_and_the_result_comes_all_the_same(
    talk: Talk,
) -> None:
    opened(talk)
    shown = [post.text for post in talk.said_in(talk.channel)]
    talk.driver.delete(talk.channel, next(n for n, text in enumerate(shown) if "Auto-évaluation" in text))
    talk.assess(as_=talk.member)
    talk.say("assess share yes", as_=talk.member)
    assert invitations(talk) == []
    until(talk, CLOSES)
    assert len(results(talk)) == 1
    assert invitations(talk) == []


def test_in_another_channel_only_what_is_new_is_said(talk: Talk) -> None:
    opened(talk)
    talk.say("startup unlink")
    talk.say("startup link velo-facile", in_=talk.other_channel)
    talk.tick()
    talk.driver.leave(talk.stranger, talk.other_channel)
    talk.say("assess", in_=talk.other_channel)
    before = invitation(talk).text
    until(talk, CLOSES)
    assert invitation(talk).text == before, "what stands in a channel that is the team's no more stays so"
    assert not [post for post in talk.said_in(talk.other_channel) if "Où en êtes-vous" in post.text]


def test_what_is_taken_back_leaves_the_result_that_stands_there(talk: Talk) -> None:
    talk.link()
    for person in (talk.member, talk.mate):
        talk.assess(as_=person)
        talk.say("assess share yes", as_=person)
    talk.say("assess share no yes", as_=talk.mate)
    [result] = results(talk)
    assert "1 réponse partagée" in result.text
    assert "Un partage a été repris" in result.text
    talk.say("assess share no yes")
    [result] = results(talk)
    assert "plus personne ne partage" in result.text
    talk.say("assess share")
    [result] = results(talk)
    assert "1 réponse partagée" in result.text


def test_who_is_asked_in_a_round_is_known_by_their_first_name(talk: Talk) -> None:
    talk.say("aide", as_=talk.third)
    opened(talk)
    until(talk, at(20))
    assert reminders(talk, talk.third)
    told = talk.say("actions ajouter relire le dossier — Inès — vendredi").text
    assert "relire le dossier · Inès Diallo" in told
    assert "Je ne connais personne" not in told

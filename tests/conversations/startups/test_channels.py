"""A channel is linked to a startup, shown, unlinked; who may do it is the programme's table."""

import pytest

from tests.conversation import Talk


def test_an_unlinked_channel_offers_one_button_that_leads_to_a_link(talk: Talk) -> None:
    hello = talk.say("")
    assert hello.message
    assert hello.message.buttons == ("Lier une startup",)
    form = talk.press(hello, "Lier une startup")
    sent = talk.send(form, {"startup": "velo facile"})
    if talk.driver.chains_forms:
        assert "le canal est lié à Vélo facile" in sent.text
    assert sent.form is None
    assert "a lié ce canal à Vélo facile" in talk.said_in(talk.channel)[-1].text
    assert "Gamma · Vélo facile" in talk.say("").text


def test_a_name_is_found_without_its_accents_and_case(talk: Talk) -> None:
    assert "C’est fait" in talk.say("startup lier VÉLO FACILE").text


def test_a_typing_error_is_answered_with_a_choice_and_nothing_is_linked(talk: Talk) -> None:
    asked = talk.say("startup link vélo facille")
    assert asked.message
    assert "Vélo facile" in asked.message.buttons
    assert "Voulais-tu dire « Vélo facile » ?" in " ".join(asked.text.split())
    assert "pas encore lié" in talk.say("").text
    assert "C’est fait" in talk.press(asked, "Vélo facile").text


def test_a_typing_error_in_the_form_is_told_in_its_field(talk: Talk) -> None:
    form = talk.say("startup link")
    refused = talk.send(form, {"startup": "velo facille"})
    assert refused.form
    assert "Vélo facile (velo-facile)" in refused.form.errors["startup"]
    assert refused.form["startup"].value == "velo facille"


def test_nothing_alike_is_told_kindly(talk: Talk) -> None:
    assert "Je ne trouve pas « zzzz »" in talk.say("startup link zzzz").text.replace("\u00a0", " ")


def test_linking_is_announced_to_the_programme_team(talk: Talk) -> None:
    talk.say("startup link velo-facile")
    assert "Camille Moreau a lié un canal" in talk.said_to(talk.admin)[-1].text


def test_the_bot_enters_a_public_channel(talk: Talk) -> None:
    talk.link()
    assert "a lié ce canal" in talk.said_in(talk.channel)[-1].text


def test_a_channel_is_linked_once(talk: Talk) -> None:
    talk.link()
    assert "déjà lié à Vélo facile" in talk.say("startup link cantine-claire").text
    assert "déjà lié à Vélo facile" in talk.say("startup link").text


def test_a_private_conversation_is_no_teams_channel(talk: Talk) -> None:
    answer = talk.say("startup link velo-facile", in_=talk.driver.direct(talk.member))
    assert "depuis le canal de son équipe" in answer.text


def test_anybody_links_the_first_channel_but_not_a_further_one(talk: Talk) -> None:
    talk.link()
    refused = talk.say("startup link velo-facile", as_=talk.stranger, in_=talk.other_channel)
    assert "a déjà un canal" in refused.text
    assert talk.count("channels") == 1


def test_a_member_links_a_further_channel_only_from_the_linked_one(talk: Talk) -> None:
    talk.link()
    refused = talk.say("startup link velo-facile", in_=talk.other_channel)
    assert "a déjà un canal" in refused.text
    talk.driver.invite_bot(talk.other_channel)
    assert "C’est fait" in talk.say(f"startup link {talk.mention('autre')}").text
    assert talk.count("channels") == 2


def test_a_channel_one_is_not_in_cannot_be_linked(talk: Talk) -> None:
    talk.link()
    talk.driver.invite_bot(talk.other_channel)
    refused = talk.say(f"startup link {talk.mention('autre')}", as_=talk.mate)
    assert "où nous sommes tous les deux" in refused.text
    assert talk.count("channels") == 1


def test_the_portfolio_manager_and_the_programme_team_link_a_further_channel_from_there(talk: Talk) -> None:
    talk.link()
    talk.make_manager(talk.manager)
    assert "C’est fait" in talk.say("startup link velo-facile", talk.manager, talk.other_channel).text
    talk.say("startup unlink", talk.manager, talk.other_channel)
    assert "C’est fait" in talk.say("startup link velo-facile", talk.admin, talk.other_channel).text


def test_unlinking_keeps_what_was_answered(talk: Talk) -> None:
    talk.link()
    talk.assess()
    assert "n’est plus lié" in talk.say("startup délier").text
    assert "Camille Moreau a défait le lien" in talk.said_in(talk.channel)[-1].text
    assert "n’est lié à aucune startup" in talk.say("startup unlink").text
    talk.say("startup link velo-facile")
    assert "Ton auto-évaluation" in talk.say("assess result").text


def test_the_startups_page_shows_its_phase_and_pitch(talk: Talk) -> None:
    talk.link()
    text = talk.say("startup").text
    assert "en accélération depuis 9 mois" in text
    assert "Louer un vélo public en deux minutes." in text


def test_a_stranger_sees_nothing_of_a_startup(talk: Talk) -> None:
    talk.link()
    answer = talk.say("startup velo-facile", talk.stranger, talk.driver.direct(talk.stranger))
    assert "Louer un vélo" not in answer.text
    assert "Je ne sais pas avec quelle startup tu travailles" in answer.text


def test_who_left_the_channel_is_no_longer_a_member(talk: Talk) -> None:
    talk.link()
    form = talk.say("assess")
    talk.driver.leave(talk.member, talk.channel)
    refused = talk.send(form, {"market_size": "5"})
    assert refused.form
    assert "est l’affaire de son équipe" in "".join(refused.form.errors.values())
    assert talk.count("assessments") == 0


def test_the_portfolio_manager_sees_shared_results_but_does_not_assess(talk: Talk) -> None:
    talk.link()
    talk.make_manager(talk.manager)
    talk.assess()
    talk.say("assess share")
    refused = talk.say("assess", as_=talk.manager).text
    assert "Ce que l’équipe partage, tu peux le lire" in refused
    assert "/invite" not in refused
    shared = talk.say("assess result team", as_=talk.manager)
    assert shared.message
    assert shared.message.buttons[0] == "Donner mon regard"
    assert not {"Évaluer", "Donner mon avis"} & set(shared.message.buttons), "the team answers for itself"
    assert "Auto-évaluation de l’équipe" in talk.say("assess result", as_=talk.manager).text
    assert "Vélo facile" in talk.say("", as_=talk.manager, in_=talk.driver.direct(talk.manager)).text


def test_the_programme_team_sees_a_startup_but_does_not_assess(talk: Talk) -> None:
    talk.link()
    assert "Gamma · Vélo facile" in talk.say("", as_=talk.admin).text
    assert "est l’affaire de son équipe" in talk.say("assess", as_=talk.admin).text


def test_the_programme_team_sees_any_startup_from_anywhere(talk: Talk) -> None:
    talk.link()
    page = talk.say("startup velo facile", talk.admin, talk.driver.direct(talk.admin))
    assert "Louer un vélo public" in page.text


def test_a_link_form_sent_after_leaving_the_channel_links_nothing(talk: Talk) -> None:
    form = talk.say("startup link")
    talk.driver.leave(talk.member, talk.channel)
    if talk.driver.name != "mattermost":  # there, a form sent from a channel one has left never arrives
        talk.send(form, {"startup": "velo-facile"})
    assert talk.count("channels") == 0


def test_a_link_form_that_arrives_again_changes_nothing(talk: Talk) -> None:
    talk.send(talk.say("startup link"), {"startup": "velo-facile"})
    told = len(talk.said_in(talk.channel)), len(talk.said_to(talk.admin))
    talk.driver.replay()
    assert (len(talk.said_in(talk.channel)), len(talk.said_to(talk.admin))) == told
    talk.say("startup unlink")
    _, again = talk.driver.replay()
    assert talk.count("channels") == 0
    assert "C’est fait" not in str(again)


def test_a_private_channel_gets_its_hello_within_a_minute_of_the_invitation(talk: Talk) -> None:
    private = talk.driver.channel("secret", [talk.member], private=True)
    talk.say("startup link velo-facile", in_=private)
    for _ in range(20):
        talk.tick()
        talk.later(seconds=30)
    assert not any("n’a pas pu être remis" in message.text for message in talk.said_to(talk.admin))
    talk.driver.invite_bot(private)
    talk.later(seconds=50)
    assert "a lié ce canal à Vélo facile" in talk.said_in(private)[-1].text


def test_the_invitation_is_asked_for_in_the_answer_and_once_more_after_a_while(talk: Talk) -> None:
    private = talk.driver.channel("secret", [talk.member], private=True)
    assert "/invite @gamma" in talk.say("startup link velo-facile", in_=private).text
    asked = []
    for _ in range(4):
        asked.append(sum("/invite @gamma" in message.text for message in talk.said_to(talk.member)))
        talk.later(minutes=6)
    assert asked == [0, 0, 1, 1]


# --- a private channel that the bot is not in ----------------------------------------------------


def uninvited(talk: Talk) -> str:
    """A private channel, linked before anybody invited the bot."""
    private = talk.driver.channel("cellule", [talk.member], private=True)
    talk.say("startup link velo-facile", in_=private)
    return private


@pytest.mark.parametrize(
    "typed", ["évaluer", "point planifier demain 15h", "startup modifier", "actions ajouter", ""]
)
def test_nothing_is_begun_in_a_channel_that_the_bot_has_to_be_invited_to(talk: Talk, typed: str) -> None:
    private = uninvited(talk)
    screen = talk.say(typed, in_=private)
    assert screen.form is None
    assert screen.message
    assert screen.message.buttons == ()
    assert "Invite-moi d’abord avec /invite @gamma" in screen.text.replace("`", "")
    talk.driver.invite_bot(private)
    after = talk.say(typed, in_=private)
    assert after.form or (after.message and after.message.buttons)


def test_a_form_that_links_is_not_opened_where_the_bot_is_not(talk: Talk) -> None:
    private = talk.driver.channel("cellule", [talk.member], private=True)
    screen = talk.say("startup lier", in_=private)
    assert screen.form is None
    assert "Invite-moi d’abord" in screen.text
    talk.driver.invite_bot(private)
    assert talk.say("startup lier", in_=private).form


def test_help_and_undoing_the_link_work_without_the_bot(talk: Talk) -> None:
    private = uninvited(talk)
    assert "évaluer" in talk.say("aide", in_=private).text
    assert "n’est plus lié" in talk.say("startup délier", in_=private).text


def test_a_button_pressed_before_the_bot_was_invited_says_so_and_works_afterwards(talk: Talk) -> None:
    private = talk.driver.channel("cellule", [talk.member], private=True)
    linked = talk.say("startup link velo-facile", in_=private)
    label = linked.message.buttons[0] if linked.message else ""
    assert "Invite-moi d’abord" in talk.press(linked, label).text
    talk.driver.invite_bot(private)
    assert "Gamma · Vélo facile" in talk.press(linked, label).text

"""What a share shows to the sponsor: said before sharing, the same on every page, and it can be left out."""

from tests.conversation import MARKET, Talk
from tests.conversations.checkpoints.minutes_scene import held, write
from tests.conversations.checkpoints.scene import at, enrolled, plan
from tests.conversations.checkpoints.sponsor_link import address, page

READS = "Le sponsor lit les verdicts"
OWN = "Les verdicts sur les critères clés sont ceux de l’équipe elle-même"


def shared(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.assess(market=MARKET)
    talk.say("évaluer partager")


def test_it_is_said_before_sharing_and_in_privacy(talk: Talk) -> None:
    enrolled(talk)
    talk.assess(market=MARKET)
    told = talk.say("évaluer résultat").text
    assert READS in told
    assert "/gamma point verdicts non" in told
    privacy = talk.say("confidentialité").text
    assert "Le sponsor lit les verdicts du résultat de l’équipe" in privacy
    assert "Les notes internes d’un compte rendu" in privacy
    talk.say("évaluer partager")
    assert READS not in talk.say("évaluer résultat").text


def test_the_team_leaves_verdicts_and_metric_out_of_page_and_text(talk: Talk) -> None:
    shared(talk)
    link = address(talk)
    assert "Critères clés" in page(talk, link)
    assert OWN in page(talk, link)
    mail = talk.say("point courriel")
    assert "Critères clés" in mail.text
    told = talk.press(mail, "Sans les verdicts").text
    assert "ne lit ni les verdicts" in told
    for seen in (page(talk, link), talk.say("point courriel").text):
        assert "Critères clés" not in seen
        assert "critères clés" not in seen
        assert "Métrique d’impact" not in seen
    assert "Critères clés" in talk.say("point ordre-du-jour").text
    assert "lit les verdicts" in talk.say("checkpoint verdicts yes").text
    assert "Critères clés" in page(talk, link)


def test_said_alone_or_with_other_words_nothing_is_changed(talk: Talk) -> None:
    shared(talk)
    assert "lit les verdicts" in talk.say("point verdicts").text
    told = talk.say("point verdicts bof").text
    assert "lit les verdicts" in told
    assert "`" not in told
    assert "point verdicts non" in told
    assert "Critères clés" in page(talk, address(talk))


def test_other_settings_do_not_bring_them_back(talk: Talk) -> None:
    shared(talk)
    talk.say("point verdicts non")
    talk.say("point rythme toutes les 6 semaines")
    assert "Critères clés" not in page(talk, address(talk))


def test_internal_notes_are_not_for_the_programme_team(talk: Talk) -> None:
    held(talk)
    write(talk, {"decisions": "On recrute", "notes": "La DGE est divisée."})
    form = talk.say("point compte-rendu velo-facile", talk.admin).form
    assert form
    assert "Notes internes" not in [field.label for field in form.fields]
    told = write_as_admin(talk)
    assert "divisée" not in told
    form = talk.say("point compte-rendu").form
    assert form
    assert form["notes"].value == "La DGE est divisée."


def write_as_admin(talk: Talk) -> str:
    shown = talk.send(
        talk.say("point compte-rendu velo-facile", talk.admin), {"summary": "Un bon point."}, talk.admin
    )
    return talk.after_form(shown, talk.admin).text


def test_a_decision_that_was_replaced_is_not_mailed_as_one_that_holds(talk: Talk) -> None:
    held(talk)
    write(talk, {"decisions": "On ouvre trois régions"})
    link = address(talk)
    at(talk, 9, 9)
    talk.say("décisions changer 1 On ouvre deux régions")
    talk.say("décisions changer 2 On n’ouvre rien")
    now = "On ouvre trois régions (remplacée depuis\u00a0: On n’ouvre rien)"
    assert now in talk.say("point compte-rendu courriel").text
    assert now in page(talk, link)

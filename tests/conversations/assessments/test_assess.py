"""A team member assesses their startup: three pages, kept one by one, then a result for them first."""

import pytest
from sqlalchemy import text

from tests.conversation import IMPACT, MARKET, TEAM, Talk

NNBSP, NBSP = "\u202f", "\u00a0"


def test_three_pages_lead_to_a_result_with_reasons_and_next_steps(talk: Talk) -> None:
    talk.link()
    assert talk.titles_of_all_pages() == ["1/3 · Marché", "2/3 · Impact", "3/3 · Équipe"]
    result = talk.said_to(talk.member)[-1]
    share = f"Usage régulier\u00a0: 400 communes sur 20{NNBSP}000, soit 2{NNBSP}%"
    assert f"{share}, dans le repère de 1 à 5{NNBSP}%" in result.text
    assert f"✔ Adéquation produit/marché{NBSP}: atteint." in result.text
    assert f"◐ Mesure d’impact{NBSP}: en partie." in result.text
    assert f"✖ Organisation de l’équipe{NBSP}: pas encore." in result.text
    assert result.text.count("→ Prochain pas") == 2
    steps = ("Prochain pas\u00a0: Impact", "Prochain pas\u00a0: Équipe")
    assert result.buttons == ("Partager avec l’équipe", f"Pourquoi ces résultats{NNBSP}?", *steps)


def test_the_result_comes_right_after_the_form_and_lasts_in_private(talk: Talk) -> None:
    talk.link()
    shown = talk.assess()
    assert "Ton auto-évaluation" in shown.text
    assert talk.said_to(talk.member)[-1].text == shown.text
    assert talk.say("assess result").text == shown.text


def test_nobody_else_sees_a_result_before_it_is_shared(talk: Talk) -> None:
    talk.link()
    before = len(talk.said_in(talk.channel))
    talk.assess()
    assert len(talk.said_in(talk.channel)) == before
    assert talk.said_to(talk.mate) == []
    assert "Personne n’a encore partagé" in talk.say("assess result team", as_=talk.mate).text


def test_an_assessment_left_after_the_first_page_goes_on_at_the_second_after_a_restart(talk: Talk) -> None:
    talk.link()
    talk.page(talk.say("assess"), MARKET)
    talk.restart()
    page = talk.say("assess")
    assert page.form
    assert page.form.title == "2/3 · Impact"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("market_size", "beaucoup", "Je n’ai pas compris le nombre"),
        ("market_size", "0", "Un marché de 0"),
        ("market_size", "-5", "négatif"),
        ("market_size", "1000000000000000", "trop grand"),
        ("recurring_users", "20 001", "plus que le marché atteignable"),
    ],
)
def test_a_wrong_number_is_told_in_its_field_and_nothing_is_lost(
    talk: Talk, field: str, typed: str, sentence: str
) -> None:
    talk.link()
    page = talk.send(talk.say("assess"), {**MARKET, field: typed})
    assert page.form
    assert list(page.form.errors) == [field]
    assert sentence in page.form.errors[field]
    after = talk.page(page, MARKET)
    assert after.form
    assert after.form.title == "2/3 · Impact"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("le 30 février", "n’existe pas"),
        ("30/06/2025", "déjà passée"),
        ("un jour", "Je n’ai pas compris la date"),
    ],
)
def test_a_wrong_date_is_told_in_its_field(talk: Talk, typed: str, sentence: str) -> None:
    talk.link()
    page = talk.page(talk.say("assess"), MARKET)
    refused = talk.send(page, {"target_date": typed})
    assert refused.form
    assert sentence in refused.form.errors["target_date"]


def test_everything_may_be_skipped_and_is_then_unknown_not_a_fault(talk: Talk) -> None:
    talk.link()
    result = talk.assess({}, {}, {})
    assert result.text.count("○ ") == 3
    assert "pas encore." not in result.text


def test_one_page_can_be_put_right_by_its_name(talk: Talk) -> None:
    talk.link()
    talk.assess()
    form = talk.say("évaluer marché").form
    assert form
    assert form["in_production"].value == "yes"
    result = talk.page(talk.say("évaluer marché"), {"recurring_users": "100"})
    assert f"100 communes sur 20{NNBSP}000, soit 0,5{NNBSP}%" in result.text
    assert f"Marché\u00a0: de «{NBSP}atteint{NBSP}» à «{NBSP}en partie{NBSP}»" in result.text
    assert f"✖ Organisation de l’équipe{NBSP}: pas encore." in result.text


def test_a_form_sent_twice_counts_once_and_shows_the_same(talk: Talk) -> None:
    talk.link()
    page = talk.page(talk.page(talk.say("assess"), MARKET), IMPACT)
    talk.send(page, TEAM)
    told = len(talk.said_to(talk.member))
    first, again = talk.driver.replay()
    assert again == first
    assert len(talk.said_to(talk.member)) == told
    assert talk.count("assessments") == 1


def test_sharing_posts_once_however_often_it_is_pressed(talk: Talk) -> None:
    talk.link()
    result = talk.assess()
    before = len(talk.said_in(talk.channel))
    assert "C’est partagé" in talk.press(result, "Partager avec l’équipe").text
    assert "déjà" in talk.press(result, "Partager avec l’équipe").text
    assert "déjà" in talk.say("assess share").text
    posts = talk.said_in(talk.channel)[before:]
    assert len(posts) == 1
    assert "Résultat de l’équipe" in posts[0].text
    assert "Camille" not in posts[0].text


def test_a_result_is_shared_from_the_direct_message_too(talk: Talk) -> None:
    talk.link()
    talk.assess()
    lasting = talk.said_to(talk.member)[-1]
    assert "C’est partagé" in talk.press(lasting, "Partager avec l’équipe").text


def test_three_shared_results_make_a_team_result_with_its_range(talk: Talk) -> None:
    talk.link()
    for person, people in ((talk.member, "yes"), (talk.mate, "partly"), (talk.third, "no")):
        team = {"people": people, "roles": people, "processes": people, "culture": people}
        talk.assess(team=team, as_=person)
        talk.say("assess share yes", as_=person)
    text = talk.say("assess result team").text
    assert "D’après 3 réponses partagées" in text
    assert f"Vos avis vont de «{NBSP}pas encore{NBSP}» à «{NBSP}atteint{NBSP}»" in text
    first = text.split("\n\n")[1]
    assert "Organisation de l’équipe" in first, "the widest range comes first"


def test_two_shared_results_are_told_without_a_range_and_why(talk: Talk) -> None:
    talk.link()
    for person in (talk.member, talk.mate):
        talk.assess(as_=person)
        talk.say("assess share yes", as_=person)
    text = talk.say("assess result team").text
    assert "Avec deux réponses" in text
    assert "Vos avis" not in text


def test_in_private_it_is_asked_about_ones_own_startup(talk: Talk) -> None:
    talk.link()
    page = talk.say("assess", in_=talk.driver.direct(talk.member))
    assert page.form
    assert "Vélo facile" in page.form.intro


def test_with_two_startups_of_ones_own_the_bot_asks_which(talk: Talk) -> None:
    talk.link()
    talk.say("startup link cantine-claire", in_=talk.other_channel)
    asked = talk.say("assess", in_=talk.driver.direct(talk.member))
    assert asked.message
    assert asked.message.buttons == ("Cantine claire", "Vélo facile")
    page = talk.press(asked, "Vélo facile")
    assert page.form
    assert "Vélo facile" in page.form.intro


def test_english_speakers_are_answered_in_english(talk: Talk) -> None:
    talk.link()
    page = talk.say("assess", as_=talk.english)
    assert page.form
    assert page.form.title == "1/3 · Market"
    refused = talk.send(page, {"market_size": "lots"}, as_=talk.english)
    assert refused.form
    assert "is not a number I understand" in refused.form.errors["market_size"]


def test_hostile_words_stay_words(talk: Talk) -> None:
    talk.link()
    hostile = "@channel <!here> **gras** [x](http://evil.example) `code` 🎉"
    result = talk.assess(impact={"metric": hostile, "metric_value": "1"})
    assert f"«{NBSP}{hostile}{NBSP}»" in result.text.replace("\u2060", "")


def test_an_assessment_goes_on_in_the_next_quarter(talk: Talk) -> None:
    talk.link()
    talk.page(talk.say("assess"), MARKET)
    talk.later(days=45)
    page = talk.say("assess")
    assert page.form
    assert page.form.title == "2/3 · Impact"
    assert f"t’attend à la page{NBSP}: Mesure d’impact" in talk.say("").text


def test_a_share_that_was_refused_can_be_shared_again(talk: Talk) -> None:
    talk.link()
    talk.assess()
    assert "C’est partagé" in talk.say("assess share").text
    talk.tick()
    with talk.app.store.write() as session:
        session.execute(text("UPDATE outbox SET state = 'failed' WHERE kind = 'team_result'"))
    assert "C’est partagé" in talk.say("assess share").text
    assert "déjà" in talk.say("assess share").text


def test_what_nobody_shared_stays_out_of_the_teams_result(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.say("assess share")
    before = talk.say("assess result team").text
    talk.page(talk.say("assess", as_=talk.mate), {"recurring_users": "7"}, talk.mate)
    talk.page(talk.say("assess", as_=talk.mate), {"metric": "Un secret"}, talk.mate)
    assert talk.say("assess result team").text == before
    form = talk.say("évaluer marché", as_=talk.third).form
    assert form
    assert form["recurring_users"].value == "400", "what was shared prefills, and nothing later"


def test_the_last_shared_result_can_be_read_in_the_next_quarter(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.say("assess share")
    talk.later(days=60)
    assert "T4 2026" in talk.say("assess result team").text


def test_what_may_be_guessed_is_said_before_sharing(talk: Talk) -> None:
    talk.link()
    assert "on peut te reconnaître" in talk.assess().text


def test_a_result_just_made_leads_on_from_gamma_alone(talk: Talk) -> None:
    talk.link()
    talk.assess()
    now = talk.say("")
    assert now.message
    assert now.message.buttons == (
        "Planifier un point",
        "Demander à un·e expert·e",
        "Mon résultat",
        "Évaluer",
        "Aide",
    )
    assert "Ton auto-évaluation" in talk.press(now, "Mon résultat").text


def test_later_is_no_startup_but_what_a_round_can_be_told(talk: Talk) -> None:
    talk.link()
    assert "/gamma évaluer campagne plus-tard" in talk.say("évaluer plus tard").text

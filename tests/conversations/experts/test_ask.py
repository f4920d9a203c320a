"""Asking the expert network: in one line, by a form, without a domain; once, and not lost."""

import pytest

from storage.people import people
from storage.startups import enrolment
from tests.conversation import OTHER, STARTUP, Talk
from tests.experts import all_asked, the_one

# It is Monday 23 November 2026, 10:30 in Paris.

ASKED = "Comment mesurer l’acquisition ?"


def test_alone_it_says_what_it_is_and_leads_on(talk: Talk) -> None:
    talk.link()
    shown = talk.say("expert")
    assert "Le réseau d’experts" in shown.text
    assert "growth hacking" in shown.text
    assert "juridique" in shown.text
    assert talk.press(shown, "Poser une question").form
    assert "Aucune question" in talk.press(shown, "Où ça en est").text
    assert talk.press(shown, "Aider à mon tour").form
    assert "The expert network" in talk.say("expert", talk.english).text


def test_a_stranger_reads_what_it_is_and_may_not_ask(talk: Talk) -> None:
    talk.link()
    place = talk.driver.direct(talk.stranger)
    assert "Le réseau d’experts" in talk.say("expert", talk.stranger, place).text
    assert (
        "avec quelle startup tu travailles" in talk.say(f"expert growth {ASKED}", talk.stranger, place).text
    )
    assert all_asked(talk) == []


def test_one_line_asks_at_once_and_shows_what_was_understood(talk: Talk) -> None:
    talk.link()
    shown = talk.say(f"expert growth {ASKED}")
    assert "Ta question pour Vélo facile est posée en growth hacking" in shown.text
    assert "Comment mesurer l’acquisition" in shown.text
    assert "Ton équipe et la personne qui vous suit la voient aussi" in shown.text
    question = the_one(talk)
    assert (question.domain, question.text, question.state) == ("growth", ASKED, "open")
    assert (question.confidential, question.channel) == (False, talk.channel)
    assert "is asked in" in talk.say("expert tech How do we cache?", talk.english).text


@pytest.mark.parametrize("typed", ["expert Croissance : ", "experts GROWTH ", "question growth hacking, "])
def test_domains_are_known_by_their_other_names(talk: Talk, typed: str) -> None:
    talk.link()
    talk.say(f"{typed}{ASKED}")
    assert (the_one(talk).domain, the_one(talk).text) == ("growth", ASKED)


def test_the_same_words_again_are_the_same_question(talk: Talk) -> None:
    talk.link()
    first, second = (talk.say(f"expert growth {ASKED}").text for _ in range(2))
    assert first == second
    the_one(talk)
    talk.say("expert growth Une autre ?")
    talk.say(f"expert growth {ASKED}", talk.mate)
    assert len(all_asked(talk)) == 3
    talk.later(minutes=11)
    talk.say(f"expert growth {ASKED}")
    assert len(all_asked(talk)) == 4


def test_it_can_be_taken_back_and_asked_again(talk: Talk) -> None:
    talk.link()
    shown = talk.say(f"expert growth {ASKED}")
    assert "Retirée" in talk.press(shown, "Retirer").text
    assert "Retirée" in talk.press(shown, "Retirer").text
    question = the_one(talk)
    assert (question.state, question.resolution, question.next_at) == ("closed", "withdrawn", None)
    talk.say(f"expert growth {ASKED}")
    assert [each.state for each in all_asked(talk)] == ["open", "closed"]


def test_nobody_else_takes_it_back(talk: Talk) -> None:
    talk.link()
    talk.say(f"expert growth {ASKED}")
    number = the_one(talk).id
    for person in (talk.mate, talk.manager, talk.admin):
        assert "Je ne trouve pas la question" in talk.say(f"expert retirer {number}", person).text
    assert the_one(talk).state == "open"


@pytest.mark.parametrize(
    "typed",
    ["growth confidentiel : ", "confidentiel growth ", "growth Confidentielle ", "growth (confidential) "],
)
def test_it_is_confidential_in_one_line_too(talk: Talk, typed: str) -> None:
    talk.link()
    shown = talk.say(f"expert {typed}{ASKED}")
    assert "C’est confidentiel" in shown.text
    question = the_one(talk)
    assert (question.confidential, question.text, question.channel) == (True, ASKED, None)


def test_a_domain_alone_opens_its_form(talk: Talk) -> None:
    talk.link()
    screen = talk.say("expert juridique")
    assert screen.form is not None
    assert screen.form["domain"].value == "legal"
    assert screen.form["confidential"].value == "no"
    talk.send(screen, {"question": ASKED, "context": "On a un site.", "confidential": "yes"})
    question = the_one(talk)
    assert (question.domain, question.text, question.context) == ("legal", ASKED, "On a un site.")
    assert question.confidential
    confidential = talk.say("expert juridique confidentiel").form
    assert confidential is not None
    assert confidential["confidential"].value == "yes"


def test_what_the_form_led_to_is_told_on_every_platform(talk: Talk) -> None:
    talk.link()
    after = talk.send(talk.say("expert growth"), {"question": ASKED})
    told = [after.text] if talk.driver.chains_forms else [post.text for post in talk.said_to(talk.member)]
    assert any("est posée en growth hacking" in each for each in told)


def test_a_form_that_arrives_twice_asks_once(talk: Talk) -> None:
    talk.link()
    talk.send(talk.say("expert growth"), {"question": ASKED})
    talk.driver.replay()
    the_one(talk)


def test_an_empty_question_is_refused_in_the_form(talk: Talk) -> None:
    talk.link()
    refused = talk.send(talk.say("expert growth"), {"question": "  "})
    assert refused.form is not None
    assert refused.form.errors["question"]
    assert all_asked(talk) == []


@pytest.mark.parametrize(
    "typed", ["Enfin 🎉", "@channel on fait quoi ?", "<!here> on fait quoi ?", "*x* `y` {z}"]
)
def test_odd_words_are_kept_as_they_are(talk: Talk, typed: str) -> None:
    talk.link()
    shown = talk.say(f"expert growth : {typed}").text
    assert typed in shown
    assert the_one(talk).text == typed


def test_far_too_many_words_are_refused_with_their_number(talk: Talk) -> None:
    talk.link()
    told = [talk.say(f"expert {domain} {'très long ' * 400}").text for domain in ("growth", "")]
    if talk.driver.name == "sandbox":
        return  # its page takes no more than 3,000
    assert all("3\u202f000" in each for each in told)
    assert talk.count("questions") == 0


def test_elsewhere_the_startup_is_the_only_one_or_named_or_asked(talk: Talk) -> None:
    talk.link()
    direct = talk.driver.direct(talk.member)
    assert "pour Vélo facile" in talk.say(f"expert growth {ASKED}", in_=direct).text
    assert the_one(talk).channel is None
    talk.say(f"startup link {OTHER.id}", in_=talk.other_channel)
    shown = talk.say("expert growth Comment grandir ?", in_=direct)
    assert "De quelle startup" in shown.text
    assert "pour Cantine claire" in talk.press(shown, "Cantine claire").text
    assert "pour Vélo facile" in talk.say("expert Vélo facile growth Comment faire ?", in_=direct).text


def test_long_words_are_not_lost_where_the_startup_is_asked(talk: Talk) -> None:
    talk.link()
    talk.say(f"startup link {OTHER.id}", in_=talk.other_channel)
    typed = "Comment faire connaître le service ? " * 20
    screen = talk.say(f"expert growth {typed}", in_=talk.driver.direct(talk.member))
    assert screen.form is not None
    assert screen.form["question"].value == typed.strip()
    talk.send(screen, {"startup": STARTUP.id})
    assert (the_one(talk).domain, the_one(talk).text) == ("growth", typed.strip())


def test_a_startup_that_is_not_ones_own_is_not_picked(talk: Talk) -> None:
    talk.link()
    talk.say(f"startup link {OTHER.id}", in_=talk.other_channel)
    talk.make_manager(talk.manager, OTHER.id)
    talk.make_manager(talk.manager, STARTUP.id)
    direct = talk.driver.direct(talk.manager)
    screen = talk.say("expert growth " + "Comment le faire connaître ? " * 20, talk.manager, direct)
    assert screen.form is not None
    assert {value for _, value in screen.form["startup"].options} == {STARTUP.id, OTHER.id}
    with talk.app.store.write() as session:
        person = people.upsert_person(session, talk.driver.name, talk.manager)
        enrolment.remove_manager(session, OTHER.id, person.id)
    talk.driver.leave(talk.manager, talk.other_channel)
    refused = talk.send(screen, {"startup": OTHER.id}, talk.manager)
    assert refused.form is not None
    assert refused.form.errors
    assert talk.count("questions") == 0


def test_the_programme_team_does_not_ask_for_others(talk: Talk) -> None:
    talk.link()
    assert "viennent de l’équipe Vélo facile" in talk.say(f"expert growth {ASKED}", talk.admin).text
    assert all_asked(talk) == []
    talk.make_manager(talk.manager)
    assert "est posée" in talk.say(f"expert growth {ASKED}", talk.manager).text

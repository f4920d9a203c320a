"""Our links lead where they say on each platform, and nothing that a person typed leads anywhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gamma.chat import MESSAGE_LINKS_CHARACTERS, Message, Place
from gamma.mailto import mailto
from gamma.text import link
from gamma.translator import render
from tests.drivers.slack import SlackDriver
from tests.fakes.blocks import MESSAGE_BLOCK_CHARACTERS, characters
from tests.platforms.mattermost_scene import playing
from tests.platforms.sandbox_scene import TEAM, scene_in
from tests.platforms.slack_bot import ScriptedBot, message_in
from tests.talk import SeenMessage

PAGE = "https://gamma.example/s/a_b*c~d'e;f?x=1&copy;=2&b=(3)#h!"
SHOWN_PAGE = "https://gamma.example/s/a_b*c~d'e;f?x=1&copy;=2&b=%283%29#h!"
MAIL = mailto(
    "élu+e@b.fr", "Sujet & (co) [x]", "Bonjour,\n“é” & <b> *a* _b_ $1$ `x` 100%\n/team/channels/x\n" * 9
)
LABELS = [
    "La page",
    "a](http://evil.example)",
    "a]b[c",
    "[x]",
    "![x]",
    "|x|y",
    "a>b<c <https://evil.example|x>",
    "@all :smile: #tag ~town-square",
    "`code` **b** _i_",
    "back\\",
    "https://evil.example",
    "$5$ (p) &copy; &#64;all",
    "javascript:alert(1)",
]
TYPED = (
    f"[x]({PAGE}) [y](<{PAGE}>) <{PAGE}|x> <{PAGE}> {PAGE} www.evil.example mailto:a@b.fr a@b.fr "
    f"[z](mailto:a@b.fr) ![i]({PAGE}) [r]"
)
Show = Callable[[Message], list[SeenMessage]]


@pytest.fixture(params=["slack", "mattermost", "sandbox"])
def show(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Show]:
    """Says a message in answer to a command, and posts it; gives what is seen of both."""
    yield from {"slack": _slack, "mattermost": _mattermost, "sandbox": _sandbox}[request.param](tmp_path)


def _slack(_: Path) -> Iterator[Show]:
    driver = SlackDriver()
    bot = ScriptedBot(driver)
    ann = driver.person("Ann")
    team = driver.channel("team", [ann])
    bot.place = Place(team)

    def show(message: Message) -> list[SeenMessage]:
        bot.replies = [message]
        answered = message_in(driver.say(ann, team, ""))
        driver.invite_bot(team)
        bot.slack.post(team, message, "key", "")
        posted = driver.posts(team)[-1]
        addresses = sum(len(address) for _, address in posted.links)
        assert characters(posted.handle.blocks) + addresses < MESSAGE_BLOCK_CHARACTERS
        return [answered, posted]

    yield show
    driver.close()


def _mattermost(_: Path) -> Iterator[Show]:
    with playing() as played:

        def show(message: Message) -> list[SeenMessage]:
            played.reply = lambda event: message
            answered = message_in(played.driver.say(played.ada, played.team, ""))
            played.chat.post(played.team, message, "key", "")
            return [answered, played.driver.posts(played.team)[-1]]

        yield show


def _sandbox(folder: Path) -> Iterator[Show]:
    with scene_in(folder) as scene:

        def show(message: Message) -> list[SeenMessage]:
            scene.reply = lambda _event, _words: message
            answered = message_in(scene.driver.say("camille", TEAM, ""))
            scene.post(TEAM, message)
            return [answered, scene.driver.posts(TEAM)[-1]]

        yield show


@pytest.mark.parametrize("label", LABELS)
def test_a_link_shows_its_label_and_leads_to_its_address(show: Show, label: str) -> None:
    text = render("**Voir**{page}, !{page} ou {mail}\n{page}", page=link(label, PAGE), mail=link(label, MAIL))
    for seen in show(Message((text, render("fin")))):
        assert seen.text == f"Voir{label}, !{label} ou {label}\n{label}\n\nfin"
        assert seen.links == ((label, SHOWN_PAGE), (label, SHOWN_PAGE), (label, MAIL), (label, SHOWN_PAGE))


def test_what_a_person_typed_beside_a_link_leads_nowhere(show: Show) -> None:
    page = link("La page", PAGE)
    text = render("{typed}{page}{typed} **{typed}**\n{typed}", typed=TYPED, page=page)
    for seen in show(Message((text,))):
        assert seen.links == (("La page", SHOWN_PAGE),)
        assert seen.text.startswith(f"{TYPED}La page{TYPED}")


def test_the_most_links_that_a_message_may_have_arrive(show: Show) -> None:
    mails = [f"mailto:{name}?body=".ljust(MESSAGE_LINKS_CHARACTERS // 2, "&") for name in "ab"]
    text = render("{words}{a}{b}", words="~@" * 1899, a=link("a", mails[0]), b=link("b", mails[1]))
    for seen in show(Message((text,))):
        assert [address for _, address in seen.links] == mails

"""Links on the sandbox's page: they lead on, and what they open can do nothing to the page."""

from playwright.sync_api import Page, Route, expect

from gamma.chat import Message
from gamma.mailto import mailto
from gamma.text import link
from gamma.translator import render
from tests.browser.columns import team
from tests.platforms.sandbox_scene import TEAM, Scene

SPONSOR_PAGE = "https://gamma.example/sponsor/abc?x=1&y=2"
MAIL = mailto("a@b.example", "Été & co", "Bonjour,\nà “demain”")


def test_a_page_opens_beside_and_cannot_touch_the_sandbox(page: Page, scene: Scene) -> None:
    asked: list[dict[str, str]] = []

    def serve(route: Route) -> None:
        asked.append(route.request.all_headers())
        route.fulfill(body="<title>Sponsor</title>", content_type="text/html")

    page.context.route("https://gamma.example/**", serve)
    scene.post(TEAM, Message((render("Voir {it}.", it=link("La page <b>", SPONSOR_PAGE)),)))
    with page.context.expect_page() as opened:
        team(page).get_by_role("link", name="La page <b>").click()
    expect(opened.value).to_have_title("Sponsor")
    assert opened.value.url == SPONSOR_PAGE
    assert opened.value.evaluate("window.opener") is None
    assert "referer" not in asked[0]


def test_a_mail_is_ready_and_typed_addresses_are_words(page: Page, scene: Scene) -> None:
    typed = f"[x]({SPONSOR_PAGE}) <a href='{SPONSOR_PAGE}'>x</a> {SPONSOR_PAGE} a@b.example"
    scene.post(TEAM, Message((render("{typed} {it}", typed=typed, it=link("Écrire", MAIL)),)))
    links = team(page).get_by_role("log").get_by_role("link")
    expect(links).to_have_count(1)
    expect(links).to_have_text("Écrire")
    expect(links).to_have_attribute("href", MAIL)
    expect(links).not_to_have_attribute("target", "_blank")
    links.focus()
    expect(links).to_be_focused()


def test_the_page_itself_makes_no_other_links(page: Page) -> None:
    """Even if the server sent one."""
    found = page.evaluate(
        """async () => {
            const { paragraph } = await import("/sandbox/dom.js");
            const urls = ["javascript:alert(1)", "JAVASCRIPT:x", "data:,x", "/sandbox/clock", "mailtox:"];
            return urls.map((url) => paragraph([{ text: "x", style: "link", url }]).innerHTML);
        }"""
    )
    assert found == ["x"] * 5

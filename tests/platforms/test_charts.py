"""Charts: drawn by Slack itself where it can; the same picture follows everywhere else."""

from gamma.chart import Chart, ChartPicture, Line
from gamma.chat import Button, File, Message
from gamma.translator import render
from tests.drivers.slack import SlackDriver
from tests.platforms.anywhere import Anywhere

PNG = b"\x89PNG\r\n\x1a\n"
ALT = "Repas servis : 12 <puis> 30."
CHART = Chart("Repas <servis>", ("1er mai", "1er juin"), (Line("Valeurs", (12, 30.5)),), "repas")


def posted(scene: Anywhere, *buttons: Button) -> None:
    picture = ChartPicture(draw=lambda: PNG, alt=ALT, chart=CHART)
    file = File("gamma.csv", b"x;y")
    message = Message((render("Voici."),), buttons, picture=picture, file=file)
    post = scene.chat.post(scene.team, message, "key", "")
    scene.chat.attach(scene.team, post, message, "key")


def test_a_chart_is_drawn_or_followed_by_its_picture_with_its_words(anywhere: Anywhere) -> None:
    posted(anywhere, Button("Voir", "metric", "velo"))
    (seen,) = anywhere.driver.posts(anywhere.team)
    assert (seen.text, seen.buttons, seen.picture_alt) == ("Voici.", ("Voir",), ALT)
    assert seen.file == b"x;y"
    is_slack = isinstance(anywhere.driver, SlackDriver)
    assert bool(seen.chart) == is_slack
    assert seen.picture == (b"" if is_slack else PNG)


def test_a_workspace_that_does_not_know_charts_gets_the_picture(anywhere: Anywhere) -> None:
    if isinstance(anywhere.driver, SlackDriver):
        anywhere.driver.fake.draws_charts = False
    posted(anywhere)
    (seen,) = anywhere.driver.posts(anywhere.team)
    assert (seen.chart, seen.picture, seen.picture_alt) == (None, PNG, ALT)

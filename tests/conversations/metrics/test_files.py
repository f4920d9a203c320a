"""The metric as a picture and as a file, and values pasted from a table."""

import io

from PIL import Image

from tests.conversation import IMPACT, Talk
from tests.talk import SeenMessage

NB, NNBSP = "\u00a0", "\u202f"

# It is Monday 23 November 2026.


def agreed(talk: Talk) -> None:
    talk.send(talk.say("métrique définir"), {"name": "Prêts accordés", "unit": "prêts", "regional": "yes"})
    talk.later(minutes=1)
    values = {"agreed_on": "15/10/2026", "agreed_with": "Mme Roy", "target_6": "1 200", "target_18": "3 000"}
    talk.send(talk.say("métrique objectifs"), values)
    talk.later(minutes=1)
    talk.say("métrique 600 fin septembre")
    talk.say("métrique 940 fin octobre")


def pictured(posts: list[SeenMessage]) -> SeenMessage:
    return next(post for post in reversed(posts) if post.picture_alt)


def test_the_picture_shows_values_and_the_line_to_the_target_in_private(talk: Talk) -> None:
    talk.link()
    agreed(talk)
    answer = talk.say("métrique image")
    assert "conversation privée" in answer.text
    seen = pictured(talk.said_to(talk.member))
    assert f"Vélo facile{NB}: Prêts accordés" in seen.picture_alt
    assert "600 prêts (30 septembre 2026) → 940 prêts (31 octobre 2026)" in seen.picture_alt
    line = f"de 600 prêts (15 octobre 2026) à 3{NNBSP}000 prêts (15 avril 2028)"
    assert line in seen.picture_alt
    if seen.chart:
        values, aimed = seen.chart["chart"]["series"]
        assert [point["value"] for point in values["data"]] == [600, 940]
        assert [point["value"] for point in aimed["data"]] == [600, 652.75], "straight to the target"
    else:
        assert Image.open(io.BytesIO(seen.picture)).size[0] == 960


def test_who_left_the_team_meanwhile_gets_neither_picture_nor_file(talk: Talk) -> None:
    talk.link()
    agreed(talk)
    for words in ("métrique image", "métrique csv"):
        talk.say(words, talk.mate)
    talk.driver.leave(talk.mate, talk.channel)
    talk.later(minutes=1)
    assert not [post for post in talk.said_to(talk.mate) if post.picture_alt or post.file_name]


def test_in_the_channel_on_request(talk: Talk) -> None:
    talk.link()
    agreed(talk)
    shown = talk.say("métrique image")
    for _ in range(2):
        talk.press(shown, "La montrer dans le canal")
        talk.later(seconds=1)
    assert "940 prêts" in pictured(talk.said_in(talk.channel)).picture_alt
    assert len([post for post in talk.said_in(talk.channel) if post.picture_alt]) == 1


def test_words_that_say_the_channel_alone_bring_it_there(talk: Talk) -> None:
    talk.link()
    agreed(talk)
    for words in ("pas dans le canal", "dans le canal de Bretagne", "pour moi"):
        assert "Rien n’a été envoyé" in talk.say(f"métrique image {words}").text
    talk.later(minutes=1)
    assert not [post for post in talk.said_in(talk.channel) if post.picture_alt]
    talk.say("métrique image dans le canal")
    assert "940 prêts" in pictured(talk.said_in(talk.channel)).picture_alt


def test_one_value_without_a_target_is_no_curve(talk: Talk) -> None:
    talk.link()
    talk.say("métrique 940")
    assert "rien à dessiner" in talk.say("métrique courbe").text


def test_all_values_come_as_a_file_that_a_spreadsheet_opens(talk: Talk) -> None:
    talk.link()
    talk.assess(impact={**IMPACT, "metric_value": "12,5 %"})
    talk.say("assess share")
    talk.say("métrique 11 % fin octobre")
    talk.say("métrique csv")
    sent = next(post for post in reversed(talk.said_to(talk.member)) if post.file_name.endswith(".csv"))
    assert sent.file.startswith(b"\xef\xbb\xbf")
    lines = sent.file.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Jour;Valeur;Région;Unité")
    assert lines[1:] == [
        "2026-10-31;11;;%;donnée;1",
        "2026-11-23;12,5;;%;partagée dans une auto-évaluation;1",
    ]


def test_values_are_pasted_from_a_table_all_or_none(talk: Talk) -> None:
    talk.link()
    talk.send(talk.say("métrique définir"), {"name": "Prêts", "unit": "prêts", "regional": "yes"})
    talk.later(minutes=1)
    refused = talk.send(
        talk.say("métrique importer"), {"lines": "31/10/2026;940\nbientôt;12\n30/06/2027;4"}
    ).form
    assert refused
    assert (
        "ligne 2, « bientôt;12 »".replace(" »", f"{NB}»").replace("« ", f"«{NB}") in refused.errors["lines"]
    )
    assert "ligne 3" in refused.errors["lines"]
    assert talk.count("metric_values") == 0
    table = "jour;valeur;région\n30/09/2026;1 240,5\n31/10/2026;1 300;Bretagne\noctobre 2026\t1 350"
    shown = talk.send(refused, {"lines": table})
    assert f"C’est noté pour Vélo facile{NB}: 3 valeurs" in talk.after_form(shown, talk.member).text
    seen = talk.say("métrique").text
    assert f"30 septembre 2026{NB}: 1{NNBSP}240,5 prêts" in seen
    assert f"1{NNBSP}300 prêts · Bretagne" in seen
    assert f"31 octobre 2026{NB}: 1{NNBSP}350 prêts" in seen

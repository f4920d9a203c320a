"""What the sandbox's page begins with: its words, its cast, and what there is to try."""

from bot.platforms.sandbox.labels import labels
from bot.platforms.sandbox.render import Json
from bot.platforms.sandbox.tour import render_tours
from bot.platforms.sandbox.workspace import Workspace, direct_conversation
from gamma.translator import LOCALES, Translator


def render_scene(workspace: Workspace) -> Json:
    return {
        "labels": {locale: labels(locale) for locale in LOCALES},
        "tours": render_tours(),
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "locale": person.locale,
                "role": {
                    locale: Translator(locale).text(person.role) if person.role else "" for locale in LOCALES
                },
                "direct": direct_conversation(person.id),
                "channels": [
                    channel.id for channel in workspace.channels.values() if person.id in channel.members
                ],
            }
            for person in workspace.people.values()
        ],
    }

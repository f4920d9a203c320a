"""What the chat platforms are called in a sentence."""

from gamma.platform_names import platform_name
from gamma.translator import Translator


def test_the_sandbox_is_named_in_the_readers_language() -> None:
    assert platform_name(Translator("fr"), "sandbox") == "le bac à sable"
    assert platform_name(Translator("en"), "sandbox") == "the sandbox"
    assert platform_name(Translator("fr"), "mattermost") == "Mattermost"

"""What the chat platforms are called in a sentence."""

from gamma.platform_names import platform_name
from gamma.translator import Words


def test_the_sandbox_is_named_in_the_readers_language() -> None:
    assert platform_name(Words("fr"), "sandbox") == "le bac à sable"
    assert platform_name(Words("en"), "sandbox") == "the sandbox"
    assert platform_name(Words("fr"), "mattermost") == "Mattermost"

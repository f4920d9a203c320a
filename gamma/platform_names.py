"""What the chat platforms are called."""

from gamma.translator import N_, Words


def platform_name(words: Words, platform: str) -> str:
    return words.text(N_("the sandbox")) if platform == "sandbox" else platform.capitalize()

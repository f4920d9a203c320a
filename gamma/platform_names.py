"""What the chat platforms are called."""

from gamma.translator import N_, Translator


def platform_name(translator: Translator, platform: str) -> str:
    return translator.text(N_("the sandbox")) if platform == "sandbox" else platform.capitalize()

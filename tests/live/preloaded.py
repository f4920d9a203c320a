"""What a process of the bot knows before it begins, for all the copies of tests/live/process.py."""

from sqlalchemy.orm import configure_mappers

import bot.__main__
import bot.serve
from gamma.programme.file import SHIPPED, load_programme
from gamma.programme.sentences import load_sentences
from gamma.translator import LOCALES, Translator

__all__ = ["bot"]

load_programme(SHIPPED)
load_sentences().guesses("bonjour à vous")
for locale in LOCALES:
    Translator(locale).text("Thanks!")
configure_mappers()

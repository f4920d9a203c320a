"""What a planned message is made from, and the shape of what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.chat import Message
from gamma.programme import Programme
from gamma.words import N_, Words
from storage import people


@dataclass(frozen=True)
class Facts:
    """Where a message finds what it says, and the words of its reader."""

    session: Session
    programme: Programme
    words: Words
    now: datetime
    zone: ZoneInfo
    commands: frozenset[str]


Subject = Mapping[str, Any]
Render = Callable[[Facts, Subject], Message | None]
"""None: there is nothing left to say (what it was about is gone)."""


def name_of(facts: Facts, subject: Subject) -> str:
    name = people.by_id(facts.session, subject["person"]).name
    return name or facts.words.text(N_("Somebody"))

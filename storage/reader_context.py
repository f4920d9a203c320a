"""What a text is made from: the facts of a moment, in the language of whoever reads it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.dates import day_in
from gamma.people.person import Person
from gamma.programme.file import Programme
from gamma.resources.messages import Reader
from gamma.translator import Translator
from storage.people import people


@dataclass(frozen=True, kw_only=True)
class ReaderContext:
    """One reader at one moment, inside one transaction.

    zone: the programme's. reader: None where all of a channel read it. reader_zone: by whose clock they live,
    as far as it is known, else the programme's. command_ids: those that exist here.
    is_programme_team: whether the reader is of it at this moment.
    """

    session: Session
    programme: Programme
    translator: Translator
    now: datetime
    zone: ZoneInfo
    reader: Person | None
    reader_zone: ZoneInfo
    command_ids: frozenset[str]
    is_programme_team: bool

    @property
    def resource_reader(self) -> Reader:
        """Whom resources are shown to."""
        today = day_in(self.now, self.reader_zone)
        return Reader(self.programme, self.translator, today, self.reader_zone)

    def name_of(self, person_id: int | None) -> str:
        """Of somebody whom the bot has met, or that it is somebody."""
        return self.translator.name(people.name_of(self.session, person_id))

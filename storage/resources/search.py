"""Finds resources by words: FTS5 or tsvector say which have them, the rules which come first."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from sqlalchemy import ColumnElement, TextClause, func, select, text
from sqlalchemy.orm import Session

from gamma.resources.ranking import Found, Wanted, rank
from gamma.resources.resource import Resource
from gamma.resources.stems import meant, words_by_stem
from storage.models import ResourceRow

_MOST_WORDS = 24
"""Of a question; what is telling stands among them."""
_SQLITE = "resources.id IN (SELECT rowid FROM resource_fts WHERE resource_fts MATCH :words)"
_POSTGRESQL = (
    "to_tsvector('simple', resources.title_stems || ' ' || resources.other_stems) "
    "@@ to_tsquery('simple', :words)"
)
_PUBLIC: ColumnElement[bool] = ResourceRow.state == "public"


def search(session: Session, typed: str, domain: str = "") -> tuple[Wanted, Sequence[Found]]:
    """The best first. domain: in which a question is asked, "" for none."""
    wanted = _wanted(session, dict(islice(words_by_stem(typed).items(), _MOST_WORDS)))
    known = {each for stems in wanted.stems.values() for each in stems}
    return wanted, rank(wanted, _having(session, known), domain)


def _wanted(session: Session, typed: Mapping[str, str]) -> Wanted:
    """The vocabulary is read only where a word is in none of them: it may be mistyped."""
    spread = {each: _count(session, each) for each in typed}
    known = frozenset(each for each, count in spread.items() if count)
    stems = meant(list(typed), known if len(known) == len(typed) else _vocabulary(session) | known)
    for each in {one for many in stems.values() for one in many} - spread.keys():
        spread[each] = _count(session, each)
    total = session.scalar(select(func.count()).select_from(ResourceRow).where(_PUBLIC)) or 0
    return Wanted(typed, stems, spread, total)


def _count(session: Session, stem: str) -> int:
    having = select(func.count()).select_from(ResourceRow).where(_PUBLIC, _matches(session, [stem]))
    return session.scalar(having) or 0


def _having(session: Session, stems: Collection[str]) -> list[Resource]:
    if not stems:
        return []
    rows = session.scalars(select(ResourceRow).where(_PUBLIC, _matches(session, sorted(stems))))
    names = Resource.__dataclass_fields__
    return [Resource(**{name: getattr(row, name) for name in names}) for row in rows]


def _matches(session: Session, stems: Sequence[str]) -> TextClause:
    """Any of them. Stems are of letters and numbers alone: no sign of them means anything to a database."""
    if session.get_bind().dialect.name == "sqlite":
        return text(_SQLITE).bindparams(words=" OR ".join(f'"{stem}"' for stem in stems))
    return text(_POSTGRESQL).bindparams(words=" | ".join(f"'{stem}'" for stem in stems))


def _vocabulary(session: Session) -> frozenset[str]:
    rows = session.execute(select(ResourceRow.title_stems, ResourceRow.other_stems).where(_PUBLIC))
    return frozenset(stem for row in rows for stems in row for stem in stems.split())

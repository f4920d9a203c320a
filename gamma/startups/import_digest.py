"""By what an import is known again: what was read, what it is looked at with, and the rules by which."""

from collections.abc import Collection, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from gamma import text
from gamma.startups import (
    catalogue,
    catalogue_import,
    import_changes,
    import_state,
    import_warnings,
    public_pages,
    startup,
)

_RULES = (
    catalogue,
    catalogue_import,
    import_changes,
    import_state,
    import_warnings,
    public_pages,
    startup,
    text,
)
"""Another version of Gamma may read the same file otherwise."""


def import_digest(files: Sequence[bytes], phases: Collection[str]) -> str:
    """phases: the names that the programme file knows."""
    parts = [_rules(), *(sha256(file).digest() for file in files), repr(sorted(phases)).encode()]
    return sha256(b"".join(parts)).hexdigest()


@cache
def _rules() -> bytes:
    return sha256(b"".join(Path(module.__file__ or "").read_bytes() for module in _RULES)).digest()

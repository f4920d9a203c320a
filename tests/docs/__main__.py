"""Rewrites the tables of the documents: `make docs`."""

from tests.docs.tables import TABLES, with_tables

for document in TABLES:
    document.write_text(with_tables(document), encoding="utf-8")

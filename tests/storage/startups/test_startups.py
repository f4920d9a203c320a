"""What is read of a startup: its sponsors by name, and whether the imported file still names it."""

from sqlalchemy import insert

from gamma.startups.startup import Startup
from storage.models import ImportedSponsorRow, OrganisationRow
from storage.startups import startups
from storage.store import Store
from tests.startups import keep


def test_sponsors_are_named_with_their_acronym_and_unknown_ones_by_their_id(store: Store) -> None:
    with store.write() as session:
        keep(session, Startup("velo", "Vélo facile", "", "", ()))
        session.execute(
            insert(OrganisationRow),
            [
                {"id": "aim", "name": "Agence inventée des mobilités", "acronym": "AIM"},
                {"id": "cnx", "name": "CNX", "acronym": "CNX"},
                {"id": "plain", "name": "Préfecture du Pré", "acronym": ""},
            ],
        )
        session.execute(
            insert(ImportedSponsorRow),
            [
                {"startup_id": "velo", "position": place, "organisation_id": known}
                for place, known in enumerate(["unknown", "aim", "cnx", "plain"])
            ],
        )
        assert startups.sponsors_of(session, "velo") == [
            "unknown",
            "Agence inventée des mobilités (AIM)",
            "CNX",
            "Préfecture du Pré",
        ]
        assert startups.sponsors_of(session, "nowhere") == []

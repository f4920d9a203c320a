"""The page that a link leads a sponsor to, as it is opened and answered in conversations."""

import re

from storage.checkpoints import checkpoints, sponsor_links
from storage.people import people
from tests.conversation import STARTUP, Talk


def address(talk: Talk) -> str:
    """Of a page of the only checkpoint, which a member of the team has given out."""
    with talk.app.store.write() as session:
        (checkpoint,) = checkpoints.list_all(session, [STARTUP.id])
        member = people.upsert_person(session, talk.driver.name, talk.member)
        link = sponsor_links.issue(session, checkpoint, None, member, talk.now)
    return f"/sponsor/{talk.app.page_signer.sign_link('sponsor', link.key)}"


def page(talk: Talk, address: str) -> str:
    return talk.app.web.test_client().get(address).text


def seal(talk: Talk, address: str) -> str:
    """Of the page as it is now."""
    found = re.search(r'name="seal" value="([^"]+)"', page(talk, address))
    assert found is not None, "there is nothing to press"
    return found[1]


def press(talk: Talk, address: str, answer: str, on: str = "", **fields: str) -> int:
    form = {"seal": on or seal(talk, address), "answer": answer, **fields}
    return talk.app.web.test_client().post(address, data=form).status_code

"""A form sent late changes what its sender changed, and nothing else."""

import pytest

from gamma.errors import UserError
from gamma.form_fingerprint import fingerprint, form_changes, renew_fingerprint


def test_a_field_sent_as_it_was_shown_is_no_change_whatever_was_stated_since() -> None:
    shown = fingerprint(["Bretagne", ""])
    found = form_changes(shown, {"territory": "Bretagne", "law": ""}, {"territory": "Corse", "law": "yes"})
    assert (found.values, found.overtaken) == ({}, {})


def test_what_the_sender_wrote_counts_and_what_it_overtakes_is_named() -> None:
    shown = fingerprint(["Bretagne", ""])
    found = form_changes(shown, {"territory": "Corse", "law": "no"}, {"territory": "Normandie"})
    assert found.values == {"territory": "Corse", "law": "no"}
    assert found.overtaken == {"territory": "Normandie"}


def test_a_field_emptied_withdraws_what_it_showed_and_not_what_was_stated_since() -> None:
    shown = fingerprint(["Bretagne"])
    assert form_changes(shown, {"territory": ""}, {"territory": "Bretagne"}).values == {"territory": ""}
    assert form_changes(shown, {"territory": ""}, {"territory": "Corse"}).values == {}


def test_two_who_write_the_same_have_overtaken_nobody() -> None:
    found = form_changes(fingerprint([""]), {"territory": "Corse"}, {"territory": "Corse"})
    assert (found.values, found.overtaken) == ({}, {})


def test_a_form_of_another_shape_is_refused() -> None:
    with pytest.raises(UserError):
        form_changes(fingerprint(["", ""]), {"territory": "Corse"}, {})


def test_a_print_tells_nothing_and_is_short() -> None:
    printed = fingerprint(["Une phrase bien longue " * 40, "", "b"])
    assert len(printed) <= 20
    assert "phrase" not in printed
    assert printed.split("-")[1] == "0"


def test_what_a_form_kept_itself_is_shown_in_it_and_what_others_stated_is_not() -> None:
    shown = renew_fingerprint(fingerprint(["", ""]), ["territory", "law"], {"territory": "Corse"})
    stated = {"territory": "Corse", "law": "yes"}
    assert form_changes(shown, {"territory": "", "law": ""}, stated).values == {"territory": ""}
    assert form_changes(shown, {"territory": "Lot", "law": ""}, stated).overtaken == {}

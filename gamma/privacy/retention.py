"""How long what is no longer of use is kept."""

from datetime import timedelta

DRAFTS_KEPT = timedelta(days=90)
"""A self-assessment left half-way can be taken up until then, and is emptied after."""

QUESTION_DRAFTS_KEPT = timedelta(days=7)
"""A question to the network whose domain was not chosen is emptied after."""

FORMS_KEPT = timedelta(days=30)
"""The note of a form that was sent; it must outlive the form's seal."""

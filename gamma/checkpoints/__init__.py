"""Checkpoints with the sponsor: rhythm, reminders, agenda, minutes, calendar files, the sponsor's page."""

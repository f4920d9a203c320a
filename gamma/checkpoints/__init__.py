"""Checkpoints with the sponsor: settings, reminders, agenda, minutes, calendar files, the sponsor's page."""

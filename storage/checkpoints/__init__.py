"""What is remembered of checkpoints with the sponsor: dates, agenda, minutes, reminders, mail and page."""

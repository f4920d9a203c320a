"""What the clock asks of checkpoints with the sponsor: dates, agenda, minutes, reminders, mail and page."""

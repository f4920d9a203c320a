"""What people ask about checkpoints with the sponsor: dates, agenda, minutes, reminders, mail and page."""

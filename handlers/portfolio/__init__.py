"""What portfolio managers and the programme team ask about the startups they follow."""

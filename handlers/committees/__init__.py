"""What people ask about the sponsor's committee: its dates, file and outcome."""

"""What a portfolio manager is told: their week, and where to help."""

"""What people ask about startups: their page, channels, managers and import."""

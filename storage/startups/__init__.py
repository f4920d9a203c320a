"""What is remembered of startups: their page, channels, managers and import."""

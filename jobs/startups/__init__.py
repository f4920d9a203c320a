"""What the clock asks of startups: their page, channels, managers and import."""

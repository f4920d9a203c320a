"""What the clock does for a season: freeze the goals of its teams at entry."""

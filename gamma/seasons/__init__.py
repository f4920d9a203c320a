"""A season of the programme: its startups, its moments, and its evaluation in counts."""

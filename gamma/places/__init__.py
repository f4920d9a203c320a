"""Places as people name them: regions, departments and communes of France, and time zones of the world."""

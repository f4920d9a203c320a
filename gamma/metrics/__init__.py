"""The impact metric of a startup: what it counts, its values by their days, its targets."""

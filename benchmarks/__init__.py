"""Measurements beside their baselines, in the same run: quote their ratios, not their times."""

"""The sponsor's committee: its dates, its file, what it decided."""

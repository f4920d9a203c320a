"""What people type, read: numbers, days, moments, durations."""

"""The rules of calendar: dates, zones, regions and their working days."""

"""What the clock asks: one module per job, all of them named in schedule.py."""

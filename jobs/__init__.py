"""What the clock asks: the jobs, named in schedule.py, what they need, and in notices/ what they say."""

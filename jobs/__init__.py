"""What the clock asks: a folder for each subject, and the tables of jobs and of what they say."""

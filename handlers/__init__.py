"""What people ask: a folder for each subject, the table of commands, and beside it what all of them share."""

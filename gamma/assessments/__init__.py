"""The self-assessment: verdicts, the team's result, its history, the outside view."""

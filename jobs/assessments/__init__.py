"""What the clock asks of self-assessments: pages, results, history, the outside view."""

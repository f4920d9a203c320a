"""What is remembered of self-assessments: pages, results, history, the outside view."""

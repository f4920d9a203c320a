"""What people ask about self-assessments: pages, results, history, the outside view."""

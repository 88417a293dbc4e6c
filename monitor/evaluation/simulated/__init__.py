"""A generator of truth: customers, platforms and stories with known courses, drawn anew in every run."""

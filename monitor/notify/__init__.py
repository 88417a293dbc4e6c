"""Carries news to people: the finished report, alerts, and trouble with a source. Whatever fails here never fails a run."""

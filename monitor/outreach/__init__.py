"""Outreach: who is owed a personal reply, how urgently and why, and what became of it. Pure rules, no clock."""

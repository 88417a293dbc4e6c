"""Reputation monitor: finds customers with bad experiences while their stories are small. Imports nothing, on purpose."""

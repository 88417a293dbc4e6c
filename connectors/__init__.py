"""Connectors bring public mentions in: one module a source, found by its name. Imports nothing, on purpose."""

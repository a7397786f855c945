"""Incidents as other tools export them: one small reader for each. Pure."""

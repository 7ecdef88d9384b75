"""Hypothesis runs the same examples every time and judges no machine by its speed."""

from hypothesis import settings

settings.register_profile("passerelle", deadline=None, derandomize=True, database=None)
settings.load_profile("passerelle")

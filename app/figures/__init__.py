"""Figures: how many questions were answered and how fast, without what was asked."""

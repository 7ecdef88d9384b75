"""Evaluation on gold questions: retrieval, answer and calibration metrics."""

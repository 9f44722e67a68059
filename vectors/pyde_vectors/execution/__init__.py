"""Vectors of the execution chapter."""

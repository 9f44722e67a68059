"""Vectors of the chapter types."""

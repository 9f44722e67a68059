"""Vectors of the chapter encoding."""

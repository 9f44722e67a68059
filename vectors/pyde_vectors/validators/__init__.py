"""Vectors of the chapter on validators."""

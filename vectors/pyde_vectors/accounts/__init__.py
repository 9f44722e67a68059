"""Vectors of the chapter accounts."""

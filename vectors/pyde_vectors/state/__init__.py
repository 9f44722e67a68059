"""Vectors of the chapter state."""

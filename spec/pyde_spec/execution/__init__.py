"""Execution: what transactions touch, and which of them can run side by side."""

"""Validators: who they are and what they have bonded."""

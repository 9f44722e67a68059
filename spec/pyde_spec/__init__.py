"""The executable specification of Pyde: pure functions and types, one chapter after another."""

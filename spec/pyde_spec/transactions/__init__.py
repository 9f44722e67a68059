"""Transactions: what is valid, what it costs, what it does, and what a wave of them leaves behind."""

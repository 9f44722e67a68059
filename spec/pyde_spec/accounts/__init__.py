"""Accounts: addresses, the account record, who may sign, nonces, key rotation, names."""

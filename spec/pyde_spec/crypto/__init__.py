"""Cryptography: fields, hashes, and the seam behind which a faster implementation may stand."""

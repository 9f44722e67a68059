"""FALCON-512: parameters.

A FALCON key hides a short basis of a lattice. Its polynomials have 512 integer coefficients and are
multiplied modulo X^512 + 1. The secret key is four short polynomials f, g, F and G with
fG − gF = q. The public key is h = g/f modulo q. Whoever knows the short basis finds, for any
polynomial c, two short polynomials s1 and s2 with s1 + s2·h = c modulo q; nobody else is known to.
So c is a hash of the message, s2 is the signature, and a verifier computes s1 = c − s2·h and checks
that both are short.

The parameters are those of the third round of NIST's competition. The standard that grew out of it
is not final and differs in bytes; what is deployed is the third round.

Source: FALCON specification, version 1.2, table 3.3; book, chapter 8, section 8.2.
"""

DEGREE = 512
"""Coefficients of a polynomial. Products are taken modulo X^512 + 1: X^512 counts as −1."""

MODULUS = 12_289
"""The prime q. It is 1 modulo 1,024, so that X^512 + 1 has all its roots modulo q."""

SQUARED_NORM_BOUND = 34_034_726
"""The largest sum of the squares of all 1,024 coefficients of s1 and s2 in a valid signature."""

SALT_SIZE = 40
"""Random bytes that a signature carries. They are hashed before the message."""

SIGNATURE_COEFFICIENT_MAX = 2_047
"""The largest absolute value of a coefficient of s2 that a signature can write."""

Polynomial = tuple[int, ...]
"""The coefficients of a polynomial, from that of X^0 up to that of X^511."""

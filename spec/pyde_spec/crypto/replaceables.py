"""What can be replaced.

Each entry of `REPLACEABLE` pairs a function of the text with a loader of an accelerator that computes the
same. Tests hold the two equal on valid, random, damaged and extreme inputs. Who answers, and what a
disagreement does, is not decided here: that is the provider.

The functions are total wherever their inputs come from outside, so that what one side refuses and the
other takes is a disagreement like any other.

Source: design, foundations, "The crypto seam".  Decision: R-12.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyde_spec.crypto.bls_arkworks import load_arkworks
from pyde_spec.crypto.bls_hash_to_curve import compute_g1_hash, compute_g2_hash
from pyde_spec.crypto.bls_multi_exponentiation import compute_g1_multi_exponentiation, compute_g2_multi_exponentiation
from pyde_spec.crypto.bls_pairing import is_pairing_product_one
from pyde_spec.crypto.bls_point_encoding import find_g1_point, find_g2_point
from pyde_spec.crypto.bls_points import compute_g1_multiple, compute_g1_sum, compute_g2_multiple, compute_g2_sum
from pyde_spec.crypto.falcon_pqcrypto import load_falcon_accelerator
from pyde_spec.crypto.falcon_verify import is_falcon_signature_valid
from pyde_spec.crypto.mlkem import compute_published_key, compute_secret_by_seed
from pyde_spec.crypto.mlkem_fast import load_published_key_accelerator, load_secret_by_seed_accelerator
from pyde_spec.crypto.poseidon2 import compute_poseidon2_hash, compute_poseidon2_hashes
from pyde_spec.crypto.poseidon2_wasm import load_poseidon2_accelerator, load_poseidon2_many_accelerator

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Replaceable:
    """A function of the text and how to get an accelerator that computes the same.

    `load_accelerator` raises `AcceleratorUnavailable` where it cannot.
    """

    name: str
    text: Function
    load_accelerator: Callable[[], Function]


POSEIDON2_HASH = Replaceable("poseidon2_hash", compute_poseidon2_hash, load_poseidon2_accelerator)

POSEIDON2_HASH_MANY = Replaceable("poseidon2_hash_many", compute_poseidon2_hashes, load_poseidon2_many_accelerator)

FALCON_VERIFY = Replaceable("falcon_verify", is_falcon_signature_valid, load_falcon_accelerator)

MLKEM768_PUBLISHED_KEY = Replaceable("mlkem768_published_key", compute_published_key, load_published_key_accelerator)

MLKEM768_SECRET_BY_SEED = Replaceable(
    "mlkem768_secret_by_seed", compute_secret_by_seed, load_secret_by_seed_accelerator
)

G1_DECODE = Replaceable("g1_decode", find_g1_point, lambda: load_arkworks().find_g1_point)

G2_DECODE = Replaceable("g2_decode", find_g2_point, lambda: load_arkworks().find_g2_point)

G1_SUM = Replaceable("g1_sum", compute_g1_sum, lambda: load_arkworks().compute_g1_sum)

G2_SUM = Replaceable("g2_sum", compute_g2_sum, lambda: load_arkworks().compute_g2_sum)

G1_MULTIPLE = Replaceable("g1_multiple", compute_g1_multiple, lambda: load_arkworks().compute_g1_multiple)

G2_MULTIPLE = Replaceable("g2_multiple", compute_g2_multiple, lambda: load_arkworks().compute_g2_multiple)

G1_MULTI_EXPONENTIATION = Replaceable(
    "g1_multi_exponentiation",
    compute_g1_multi_exponentiation,
    lambda: load_arkworks().compute_g1_multi_exponentiation,
)

G2_MULTI_EXPONENTIATION = Replaceable(
    "g2_multi_exponentiation",
    compute_g2_multi_exponentiation,
    lambda: load_arkworks().compute_g2_multi_exponentiation,
)

G1_HASH = Replaceable("g1_hash", compute_g1_hash, lambda: load_arkworks().compute_g1_hash)

G2_HASH = Replaceable("g2_hash", compute_g2_hash, lambda: load_arkworks().compute_g2_hash)

PAIRING_CHECK = Replaceable("pairing_check", is_pairing_product_one, lambda: load_arkworks().is_pairing_product_one)

BLS_GROUP = (
    G1_DECODE,
    G2_DECODE,
    G1_SUM,
    G2_SUM,
    G1_MULTIPLE,
    G2_MULTIPLE,
    G1_MULTI_EXPONENTIATION,
    G2_MULTI_EXPONENTIATION,
    G1_HASH,
    G2_HASH,
    PAIRING_CHECK,
)

REPLACEABLE = (
    POSEIDON2_HASH,
    POSEIDON2_HASH_MANY,
    FALCON_VERIFY,
    MLKEM768_PUBLISHED_KEY,
    MLKEM768_SECRET_BY_SEED,
    *BLS_GROUP,
)

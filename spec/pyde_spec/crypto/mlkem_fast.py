"""ML-KEM-768, accelerated.

The library `cryptography` computes ML-KEM in compiled code, about forty times as fast as the text. It knows
keys by their seeds alone, which is also how Pyde keeps them, so two questions can be put to it: the key
that a seed publishes, and the secret that a ciphertext carries to a seed. Its encapsulation draws its
own randomness and takes no message; encapsulation of a given message is therefore always the text's.

Decision: R-101 (seeds behind the seam).
"""

from collections.abc import Callable

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey

from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable

PROBE_SEED = bytes(64)


def load_published_key_accelerator() -> Callable[[bytes], bytes]:
    """The encapsulation key of a seed. Raises `AcceleratorUnavailable` where the library lacks ML-KEM."""
    require_mlkem()
    return lambda seed: MLKEM768PrivateKey.from_seed_bytes(seed).public_key().public_bytes_raw()


def load_secret_by_seed_accelerator() -> Callable[[bytes, bytes], bytes]:
    """The secret that a ciphertext carries to a seed. Raises `AcceleratorUnavailable` where ML-KEM is lacking."""
    require_mlkem()
    return lambda seed, ciphertext: MLKEM768PrivateKey.from_seed_bytes(seed).decapsulate(ciphertext)


def require_mlkem() -> None:
    """Raises `AcceleratorUnavailable` unless the library was built with ML-KEM."""
    try:
        MLKEM768PrivateKey.from_seed_bytes(PROBE_SEED)
    except UnsupportedAlgorithm as error:
        raise AcceleratorUnavailable("the library cryptography was built without ML-KEM-768") from error

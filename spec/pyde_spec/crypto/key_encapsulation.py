"""Key encapsulation.

What the holder of a key does, as other chapters call it: publish the key, and open what was sent to it. The
holder's secret is the seed of the key and nothing more. The inputs are checked here, so that the two
implementations behind the seam meet only what both must answer.

The sender's side, the encapsulation of a given message, has no accelerator and does not pass the seam.

Source: book, chapter 8, section 8.3.  Decision: R-101 (seeds behind the seam).
"""

from pyde_spec.crypto.mlkem import validate_mlkem768_ciphertext
from pyde_spec.crypto.mlkem_keys import validate_mlkem768_seed
from pyde_spec.crypto.provider import ACTIVE_PROVIDER, compute_answer
from pyde_spec.crypto.replaceables import MLKEM768_PUBLISHED_KEY, MLKEM768_SECRET_BY_SEED


def mlkem768_published_key(seed: bytes) -> bytes:
    """The encapsulation key that the holder of a seed publishes. Rejects with `MLKEM_SEED_SIZE`."""
    validate_mlkem768_seed(seed)
    key: bytes = compute_answer(ACTIVE_PROVIDER.get(), MLKEM768_PUBLISHED_KEY, seed)
    return key


def mlkem768_decapsulate(seed: bytes, ciphertext: bytes) -> bytes:
    """The secret of 32 bytes that a ciphertext carries to the holder of a seed; never fails on the right sizes.

    Rejects with `MLKEM_CIPHERTEXT_SIZE`, then with `MLKEM_SEED_SIZE`.
    """
    validate_mlkem768_ciphertext(ciphertext)
    validate_mlkem768_seed(seed)
    secret: bytes = compute_answer(ACTIVE_PROVIDER.get(), MLKEM768_SECRET_BY_SEED, seed, ciphertext)
    return secret

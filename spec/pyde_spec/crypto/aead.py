"""Authenticated encryption.

Two ciphers seal bytes under a key of 32 bytes: ChaCha20-Poly1305 the payload of an encrypted
transaction, AES-256-GCM a key in a wallet's keystore and what peers send each other. Both take a nonce of 12
bytes and data that is authenticated and not sealed; both put a tag of 16 bytes behind the sealed bytes.
Shorter tags, other nonces and the smaller keys of AES appear in no rule.

What was sealed opens only under the same key, nonce and data. Anything else is refused for one reason,
whatever is wrong with it, and nothing of it is shown. That includes what is too short to hold a tag.

A nonce must not be used twice with one key. Neither cipher commits to its key: some texts open under two
keys, and a rule that depends on who could open something must bind the key in another way.

Both are the standards' own, unchanged; the calls below are the definition.

Source: RFC 8439, section 2.8; NIST SP 800-38D, section 7; book, chapter 8, section 8.8; OTIGEN_BINARY_SPEC,
section 7.1.  Decision: D-30 (ChaCha20-Poly1305 for payloads), R-102 (sizes, and one reason).
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

from pyde_spec.rejections import Reason, Rejected

KEY_SIZE = 32
NONCE_SIZE = 12

Cipher = AESGCM | ChaCha20Poly1305


def chacha20_poly1305_seal(key: bytes, nonce: bytes, associated_data: bytes, plaintext: bytes) -> bytes:
    """Seal with ChaCha20-Poly1305: the ciphertext, then the tag. Rejects as `validate_key_and_nonce` does."""
    validate_key_and_nonce(key, nonce)
    return ChaCha20Poly1305(key).encrypt(nonce, plaintext, associated_data)


def chacha20_poly1305_open(key: bytes, nonce: bytes, associated_data: bytes, sealed: bytes) -> bytes:
    """Open what `chacha20_poly1305_seal` has sealed.

    Rejects as `validate_key_and_nonce` does, then with `AEAD_NOT_AUTHENTIC`.
    """
    validate_key_and_nonce(key, nonce)
    return open_sealed(ChaCha20Poly1305(key), nonce, associated_data, sealed)


def aes256_gcm_seal(key: bytes, nonce: bytes, associated_data: bytes, plaintext: bytes) -> bytes:
    """Seal with AES-256-GCM: the ciphertext, then the tag. Rejects as `validate_key_and_nonce` does."""
    validate_key_and_nonce(key, nonce)
    return AESGCM(key).encrypt(nonce, plaintext, associated_data)


def aes256_gcm_open(key: bytes, nonce: bytes, associated_data: bytes, sealed: bytes) -> bytes:
    """Open what `aes256_gcm_seal` has sealed.

    Rejects as `validate_key_and_nonce` does, then with `AEAD_NOT_AUTHENTIC`.
    """
    validate_key_and_nonce(key, nonce)
    return open_sealed(AESGCM(key), nonce, associated_data, sealed)


def validate_key_and_nonce(key: bytes, nonce: bytes) -> None:
    """A key has 32 bytes, a nonce 12. Rejects with `AEAD_KEY_SIZE`, then with `AEAD_NONCE_SIZE`."""
    if len(key) != KEY_SIZE:
        raise Rejected(Reason.AEAD_KEY_SIZE, f"{len(key)} bytes")
    if len(nonce) != NONCE_SIZE:
        raise Rejected(Reason.AEAD_NONCE_SIZE, f"{len(nonce)} bytes")


def open_sealed(cipher: Cipher, nonce: bytes, associated_data: bytes, sealed: bytes) -> bytes:
    """The plaintext. Rejects with `AEAD_NOT_AUTHENTIC` on a wrong tag and on fewer bytes than a tag has."""
    try:
        return cipher.decrypt(nonce, sealed, associated_data)
    except InvalidTag as failure:
        raise Rejected(Reason.AEAD_NOT_AUTHENTIC) from failure

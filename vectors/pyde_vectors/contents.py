"""The builder modules, in the order of the chapters whose vectors they hold."""

BUILDER_MODULES = (
    "pyde_vectors.encoding.codec",
    "pyde_vectors.params.quorum",
    "pyde_vectors.params.versions",
    "pyde_vectors.crypto.goldilocks",
    "pyde_vectors.crypto.poseidon2",
    "pyde_vectors.crypto.sponge",
    "pyde_vectors.crypto.keccak",
    "pyde_vectors.crypto.blake3",
    "pyde_vectors.crypto.mismatch",
    "pyde_vectors.crypto.provider",
    "pyde_vectors.types.codec",
    "pyde_vectors.types.auth_keys",
    "pyde_vectors.types.transaction_hash",
    "pyde_vectors.types.events",
    "pyde_vectors.types.finality",
    "pyde_vectors.types.vertices",
    "pyde_vectors.types.host_errors",
    "pyde_vectors.types.contract_abi",
    "pyde_vectors.accounts.nonce_window",
)

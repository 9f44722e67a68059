"""The builder modules, in the order of the chapters whose vectors they hold."""

BUILDER_MODULES = (
    "pyde_vectors.params.quorum",
    "pyde_vectors.params.versions",
    "pyde_vectors.accounts.nonce_window",
)

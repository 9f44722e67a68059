"""What the lints let pass, each with its reason.

An exemption names a reason of the catalogue, or a public function or a whole module of the
specification. One that is not needed any more fails the lint that it was made for.

Decision: R-34 (the lints).
"""

UNRAISED_REASONS: dict[str, str] = {}

MOCK = "Part of a mock, which stands in for a component in tests and is no rule of the protocol."

UNNAMED_RULES: dict[str, str] = {
    "pyde_spec.interfaces.mock_executor": MOCK,
    "pyde_spec.interfaces.mock_leaves": MOCK,
    "pyde_spec.interfaces.mock_network": MOCK,
    "pyde_spec.transactions.mock_contracts": MOCK,
}

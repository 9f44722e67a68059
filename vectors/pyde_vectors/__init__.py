"""The conformance vectors: handlers, case builders, and the tools that fill and check the fixtures."""

"""The conformance runner: drives a client over a documented protocol and reports what it gets wrong."""

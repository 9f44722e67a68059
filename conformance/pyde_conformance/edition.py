"""The version of the runner, as reports and the reference target name it."""

from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "pyde-spec"


def get_runner_version() -> str:
    """The version of the installed distribution."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"

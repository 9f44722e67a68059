"""Problems: what stops a command before it can say anything about a target."""


class BadInput(Exception):
    """The caller asked for something that cannot be done. The message is one line, for a person."""

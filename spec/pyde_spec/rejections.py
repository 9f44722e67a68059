"""Rejections.

Whatever the protocol refuses, it refuses for one reason out of a closed catalogue. A client that
rejects the right input for the wrong reason has a bug that the next input will show, so every
vector names the stage and the reason, and the catalogue is the list that both sides share.

A reason belongs to one stage and is raised by one chapter. Codes are stable: a reason may be
added, its code is never reused for another meaning. Where several rules could fire on one input,
the order in which the text checks them is part of the rules.

Source: project decision R-01 (stages and the closed catalogue).
"""

from dataclasses import dataclass
from enum import Enum, unique


@unique
class Stage(Enum):
    """Where in the life of an input a rejection happens.

    The stages follow one another: what is rejected at one never reaches the next.
    """

    RESOLVE = "resolve"  # choosing the protocol version and the preset
    JSON = "json"  # reading the JSON form of a value
    DECODE = "decode"  # reading the wire form of a value
    VALIDATE = "validate"  # checking a decoded value, alone or against the state
    AUTHORISE = "authorise"  # checking who signed
    BOUNDARY = "boundary"  # crossing from one component of a node to another


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the catalogue says of a reason: its stage, its chapter, and one sentence."""

    stage: Stage
    chapter: str
    sentence: str


@unique
class Reason(Enum):
    """The closed catalogue of rejection reasons."""

    # params
    UNKNOWN_PROTOCOL_VERSION = Meaning(Stage.RESOLVE, "params", "No protocol version has exactly this name.")
    UNKNOWN_PRESET = Meaning(Stage.RESOLVE, "params", "No preset has exactly this name.")

    # encoding: the JSON form
    JSON_WRONG_TYPE = Meaning(Stage.JSON, "encoding", "The JSON value is of another JSON type than the shape asks for.")
    JSON_INTEGER_NOT_CANONICAL = Meaning(
        Stage.JSON, "encoding", "A decimal string has a sign, a leading zero, or something that is not a digit."
    )
    JSON_INTEGER_OUT_OF_RANGE = Meaning(Stage.JSON, "encoding", "The integer does not fit the width of its type.")
    JSON_HEX_NOT_CANONICAL = Meaning(
        Stage.JSON, "encoding", "A byte string is not 0x followed by pairs of lower-case hexadecimal digits."
    )
    JSON_WRONG_LENGTH = Meaning(Stage.JSON, "encoding", "A byte string of fixed size has another size.")
    JSON_LENGTH_OVER_CAP = Meaning(Stage.JSON, "encoding", "A byte string, text or list is longer than its cap.")
    JSON_TEXT_NOT_ENCODABLE = Meaning(Stage.JSON, "encoding", "A text holds a lone surrogate, which has no UTF-8.")
    JSON_MISSING_FIELD = Meaning(Stage.JSON, "encoding", "An object lacks a field of its record.")
    JSON_UNKNOWN_FIELD = Meaning(Stage.JSON, "encoding", "An object has a field that its record does not have.")
    JSON_UNKNOWN_VARIANT = Meaning(Stage.JSON, "encoding", "The name is not that of a variant, or not in its form.")
    JSON_KEYS_NOT_ASCENDING = Meaning(Stage.JSON, "encoding", "The keys of a map repeat or do not ascend.")

    # encoding: the wire form
    UNEXPECTED_END = Meaning(Stage.DECODE, "encoding", "The input ends inside a value.")
    TRAILING_BYTES = Meaning(Stage.DECODE, "encoding", "Bytes follow the end of the value.")
    INVALID_BOOL = Meaning(Stage.DECODE, "encoding", "A truth value is neither 0x00 nor 0x01.")
    INVALID_OPTION_TAG = Meaning(Stage.DECODE, "encoding", "The tag of an optional value is neither 0x00 nor 0x01.")
    UNKNOWN_TAG = Meaning(Stage.DECODE, "encoding", "The tag is not that of a variant.")
    LENGTH_OVER_CAP = Meaning(Stage.DECODE, "encoding", "A declared length is above the cap of its type.")
    LENGTH_OVER_INPUT = Meaning(Stage.DECODE, "encoding", "A declared length needs more bytes than the input has left.")
    INVALID_UTF8 = Meaning(Stage.DECODE, "encoding", "A text is not well-formed UTF-8.")
    KEYS_NOT_ASCENDING = Meaning(Stage.DECODE, "encoding", "The keys of a map repeat or do not ascend.")

    # types
    PROGRAMMABLE_RESERVED = Meaning(Stage.VALIDATE, "types", "Programmable authorisation is reserved and never valid.")
    MULTISIG_WITHOUT_KEYS = Meaning(Stage.VALIDATE, "types", "A set of signers is empty.")
    MULTISIG_THRESHOLD_ZERO = Meaning(Stage.VALIDATE, "types", "A set of signers asks for no signature.")
    MULTISIG_THRESHOLD_ABOVE_KEYS = Meaning(
        Stage.VALIDATE, "types", "A set of signers asks for more signatures than it has keys."
    )
    MULTISIG_REPEATED_KEY = Meaning(Stage.VALIDATE, "types", "A set of signers names a key twice.")
    EVENT_WITHOUT_TOPICS = Meaning(Stage.VALIDATE, "types", "An event has no topic.")
    CERTIFICATE_UNKNOWN_VOTER = Meaning(Stage.VALIDATE, "types", "A certificate names a voter outside the committee.")
    CERTIFICATE_SIGNATURE_COUNT = Meaning(
        Stage.VALIDATE, "types", "A certificate has more or fewer signatures than voters."
    )
    CERTIFICATE_BELOW_QUORUM = Meaning(Stage.VALIDATE, "types", "A certificate has fewer voters than a quorum.")
    VERTEX_TOO_LARGE = Meaning(Stage.VALIDATE, "types", "The wire form of a vertex is above 64 KiB.")
    VERTEX_UNKNOWN_MEMBER = Meaning(Stage.VALIDATE, "types", "The author of a vertex is outside the committee.")
    VERTEX_REPEATED_BATCH = Meaning(Stage.VALIDATE, "types", "A vertex names a batch twice.")
    VERTEX_REPEATED_PARENT = Meaning(Stage.VALIDATE, "types", "A vertex names a parent twice.")
    BATCH_EMPTY = Meaning(Stage.VALIDATE, "types", "A batch holds nothing.")
    BATCH_TOO_LARGE = Meaning(Stage.VALIDATE, "types", "The wire form of a batch is above 4 MiB.")
    WAVE_ANCHOR_NOT_AFTER_PRIOR = Meaning(
        Stage.VALIDATE, "types", "The anchor of a wave is not in a later round than the one before."
    )
    WAVE_TX_COUNT_MISMATCH = Meaning(Stage.VALIDATE, "types", "A wave counts other than what it lists.")
    WAVE_EVENTS_WITHOUT_COUNT = Meaning(Stage.VALIDATE, "types", "A wave counts no event and yet summarises some.")
    HOST_ERROR_UNKNOWN = Meaning(Stage.VALIDATE, "types", "The code is not that of a host error.")
    ABI_SELECTOR_MISMATCH = Meaning(Stage.VALIDATE, "types", "A selector is not the hash of its function's name.")
    ABI_UNKNOWN_ATTRIBUTE = Meaning(Stage.VALIDATE, "types", "A function sets an attribute bit without a meaning.")
    ABI_REPEATED_FUNCTION = Meaning(Stage.VALIDATE, "types", "Two functions of an interface have one name.")
    ABI_SELECTOR_COLLISION = Meaning(Stage.VALIDATE, "types", "Two functions of an interface have one selector.")
    ABI_INDEX_OUT_OF_RANGE = Meaning(Stage.VALIDATE, "types", "An index points past the functions of an interface.")
    ABI_SIGNATURE_MISMATCH = Meaning(Stage.VALIDATE, "types", "The signature of an event is not that of its fields.")
    ABI_TOO_MANY_INDEXED = Meaning(Stage.VALIDATE, "types", "An event indexes more than three fields.")
    ABI_REPEATED_EVENT = Meaning(Stage.VALIDATE, "types", "Two events of an interface have one name.")

    # crypto
    FIELD_ELEMENT_NOT_CANONICAL = Meaning(
        Stage.VALIDATE, "crypto", "An integer that stands for a field element is not below the modulus."
    )
    STATE_WIDTH = Meaning(Stage.VALIDATE, "crypto", "A state of the permutation does not have eight elements.")

    # accounts
    NONCE_TOO_LOW = Meaning(Stage.VALIDATE, "accounts", "The nonce lies below the window: it is spent for ever.")
    NONCE_TOO_HIGH = Meaning(Stage.VALIDATE, "accounts", "The nonce lies above the window.")
    NONCE_ALREADY_USED = Meaning(Stage.VALIDATE, "accounts", "The nonce lies in the window and is spent.")
    NONCE_EXHAUSTED = Meaning(Stage.VALIDATE, "accounts", "The window would slide past the last nonce.")

    @property
    def code(self) -> str:
        """The stable code, as vectors, reports and the wire write it."""
        return self.name.lower()


class Rejected(Exception):
    """An input is refused, for one reason.

    `detail` says in a few words what was found; it helps a person to debug and is never compared.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason.value.stage.value}/{reason.code}" + (f": {detail}" if detail else ""))
        self.reason = reason
        self.detail = detail

"""Rejections.

Whatever the protocol refuses, it refuses for one reason out of a closed catalogue. A client that
rejects the right input for the wrong reason has a bug that the next input will show, so every
vector names the stage and the reason, and the catalogue is the list that both sides share.

A reason belongs to one stage and is raised by one chapter. Codes are stable: a reason may be
added, its code is never reused for another meaning. Where several rules could fire on one input,
the order in which the text checks them is part of the rules.

Decision: R-01 (stages, and one reason a rule).
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
    ADMIT = "admit"  # taking a valid transaction into the mempool
    EXECUTE = "execute"  # applying a transaction that passed validation


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

    # crypto, the groups of BLS12-381
    SCALAR_WRONG_SIZE = Meaning(Stage.DECODE, "crypto", "A scalar does not have 32 bytes.")
    SCALAR_NOT_CANONICAL = Meaning(Stage.DECODE, "crypto", "The bytes of a scalar are not below the group's order.")
    POINT_WRONG_SIZE = Meaning(Stage.DECODE, "crypto", "A point does not have the 48 or 96 bytes of its group.")
    POINT_NOT_COMPRESSED = Meaning(Stage.DECODE, "crypto", "The flag of the compressed form is not set.")
    POINT_IDENTITY_NOT_CANONICAL = Meaning(
        Stage.DECODE, "crypto", "The flag of the identity is set and the rest is not zero."
    )
    POINT_COORDINATE_NOT_CANONICAL = Meaning(
        Stage.DECODE, "crypto", "A coordinate of a point is not below the field's modulus."
    )
    POINT_NOT_ON_CURVE = Meaning(Stage.DECODE, "crypto", "No point of the curve has this coordinate.")
    POINT_NOT_IN_SUBGROUP = Meaning(Stage.DECODE, "crypto", "The point is on the curve and not in the group.")
    POINT_IS_IDENTITY = Meaning(Stage.VALIDATE, "crypto", "The point is the identity, which has no place here.")
    SCALAR_HAS_NO_INVERSE = Meaning(Stage.VALIDATE, "crypto", "The scalar is zero and has no inverse.")
    HASH_TAG_EMPTY = Meaning(Stage.VALIDATE, "crypto", "The tag of a hash is empty.")
    EXPANSION_TOO_LONG = Meaning(Stage.VALIDATE, "crypto", "A message would be expanded to more than 8,160 bytes.")
    MULTI_EXPONENTIATION_LENGTHS = Meaning(Stage.VALIDATE, "crypto", "There are more points than scalars, or fewer.")
    PAIRING_CHECK_EMPTY = Meaning(Stage.VALIDATE, "crypto", "A pairing check has no pairs.")
    LAGRANGE_NO_INDICES = Meaning(Stage.VALIDATE, "crypto", "There is no index to compute a coefficient for.")
    LAGRANGE_INDEX_ZERO = Meaning(Stage.VALIDATE, "crypto", "An index is zero, where the secret lies.")
    LAGRANGE_INDEX_REPEATED = Meaning(Stage.VALIDATE, "crypto", "An index occurs twice.")
    BLS_SECRET_KEY_ZERO = Meaning(Stage.VALIDATE, "crypto", "The secret key is zero.")
    BLS_SIGNATURE_INVALID = Meaning(Stage.VALIDATE, "crypto", "The signature is not the key's over the message.")
    DOMAIN_TAG_UNKNOWN = Meaning(Stage.VALIDATE, "crypto", "No domain tag has exactly this name.")
    DOMAIN_TAG_NOT_FOR_MESSAGE = Meaning(
        Stage.VALIDATE, "crypto", "The domain tag is not one of signed messages that name their chain."
    )
    DOMAIN_PAYLOAD_TOO_SHORT = Meaning(
        Stage.VALIDATE, "crypto", "A signed message has fewer bytes behind its domain tag than the table says."
    )
    MLKEM_SEED_SIZE = Meaning(Stage.VALIDATE, "crypto", "A seed of an ML-KEM key does not have 64 bytes.")
    MLKEM_ENCAPSULATION_KEY_SIZE = Meaning(
        Stage.VALIDATE, "crypto", "An ML-KEM encapsulation key does not have 1,184 bytes."
    )
    MLKEM_ENCAPSULATION_KEY_NOT_CANONICAL = Meaning(
        Stage.VALIDATE, "crypto", "A coefficient of an ML-KEM encapsulation key is not below the modulus."
    )
    MLKEM_MESSAGE_SIZE = Meaning(Stage.VALIDATE, "crypto", "The message to encapsulate does not have 32 bytes.")
    MLKEM_CIPHERTEXT_SIZE = Meaning(Stage.VALIDATE, "crypto", "An ML-KEM ciphertext does not have 1,088 bytes.")
    MLKEM_DECAPSULATION_KEY_SIZE = Meaning(
        Stage.VALIDATE, "crypto", "An ML-KEM decapsulation key does not have 2,400 bytes."
    )
    MLKEM_DECAPSULATION_KEY_HASH = Meaning(
        Stage.VALIDATE, "crypto", "An ML-KEM decapsulation key does not hold the hash of its encapsulation key."
    )
    MLKEM_SECRET_NOT_CANONICAL = Meaning(
        Stage.VALIDATE, "crypto", "A secret coefficient of an ML-KEM decapsulation key is not below the modulus."
    )
    AEAD_KEY_SIZE = Meaning(Stage.VALIDATE, "crypto", "A key of authenticated encryption does not have 32 bytes.")
    AEAD_NONCE_SIZE = Meaning(Stage.VALIDATE, "crypto", "A nonce of authenticated encryption does not have 12 bytes.")
    AEAD_NOT_AUTHENTIC = Meaning(Stage.VALIDATE, "crypto", "What is sealed does not open under key, nonce and data.")
    ARGON2ID_SALT_SIZE = Meaning(Stage.VALIDATE, "crypto", "A salt of Argon2id does not have 16 bytes.")
    ARGON2ID_PARALLELISM = Meaning(Stage.VALIDATE, "crypto", "Argon2id is asked for no lane, or for more than 16.")
    ARGON2ID_MEMORY_TOO_SMALL = Meaning(
        Stage.VALIDATE, "crypto", "Argon2id is given less than 8 KiB of memory for each lane."
    )
    ARGON2ID_MEMORY_TOO_LARGE = Meaning(Stage.VALIDATE, "crypto", "Argon2id is given more than 1 GiB of memory.")
    ARGON2ID_ITERATIONS = Meaning(Stage.VALIDATE, "crypto", "Argon2id is asked for no iteration, or for more than 16.")

    # crypto, FALCON-512
    FALCON_PUBLIC_KEY_SIZE = Meaning(Stage.DECODE, "crypto", "A public key of FALCON-512 does not have 897 bytes.")
    FALCON_PUBLIC_KEY_HEADER = Meaning(Stage.DECODE, "crypto", "A public key does not begin with 0x09.")
    FALCON_PUBLIC_KEY_COEFFICIENT = Meaning(
        Stage.DECODE, "crypto", "A coefficient of a public key is not below the modulus 12,289."
    )
    FALCON_SECRET_KEY_SIZE = Meaning(Stage.DECODE, "crypto", "A secret key of FALCON-512 does not have 1,281 bytes.")
    FALCON_SECRET_KEY_HEADER = Meaning(Stage.DECODE, "crypto", "A secret key does not begin with 0x59.")
    FALCON_SECRET_KEY_COEFFICIENT = Meaning(
        Stage.DECODE, "crypto", "A coefficient of a secret key is the lowest value of its field."
    )
    FALCON_SECRET_KEY_NOT_INVERTIBLE = Meaning(
        Stage.VALIDATE, "crypto", "The polynomial f of a secret key has no inverse modulo 12,289."
    )
    FALCON_SECRET_KEY_NOT_A_BASIS = Meaning(
        Stage.VALIDATE, "crypto", "No polynomial G completes the secret key to fG - gF = 12,289."
    )
    FALCON_SECRET_KEY_NOT_SHORT = Meaning(
        Stage.VALIDATE, "crypto", "The polynomials of a secret key, or their dual, are too long to sign with."
    )
    FALCON_SEED_SIZE = Meaning(Stage.VALIDATE, "crypto", "A seed of a key of FALCON-512 does not have 48 bytes.")
    FALCON_SIGNATURE_FORM = Meaning(Stage.DECODE, "crypto", "The first byte of a signature names no form it may have.")
    FALCON_SIGNATURE_SIZE = Meaning(Stage.DECODE, "crypto", "A signature has a size that its form does not have.")
    FALCON_SIGNATURE_TRUNCATED = Meaning(
        Stage.DECODE, "crypto", "A compressed signature ends inside its salt or a coefficient."
    )
    FALCON_SIGNATURE_COEFFICIENT = Meaning(
        Stage.DECODE, "crypto", "A coefficient of a signature is above 2,047 in absolute value."
    )
    FALCON_NEGATIVE_ZERO = Meaning(Stage.DECODE, "crypto", "A compressed coefficient is zero with a negative sign.")
    FALCON_SIGNATURE_TRAILING_BYTES = Meaning(
        Stage.DECODE, "crypto", "Bytes follow the last coefficient of a compressed signature."
    )
    FALCON_SIGNATURE_TAIL_BITS = Meaning(
        Stage.DECODE, "crypto", "A bit is set after the last coefficient of a compressed signature."
    )

    # accounts
    NONCE_TOO_LOW = Meaning(Stage.VALIDATE, "accounts", "The nonce lies below the window: it is spent for ever.")
    NONCE_TOO_HIGH = Meaning(Stage.VALIDATE, "accounts", "The nonce lies above the window.")
    NONCE_ALREADY_USED = Meaning(Stage.VALIDATE, "accounts", "The nonce lies in the window and is spent.")
    NONCE_EXHAUSTED = Meaning(Stage.VALIDATE, "accounts", "The window would slide past the last nonce.")
    NONCE_WINDOW_NOT_SLID = Meaning(Stage.VALIDATE, "accounts", "The lowest nonce of a stored window is spent.")
    NONCE_WINDOW_PAST_END = Meaning(Stage.VALIDATE, "accounts", "A stored window spends a nonce above the last.")
    STORAGE_ROOT_NOT_ZERO = Meaning(Stage.VALIDATE, "accounts", "The account has a storage tree of its own.")
    CONTRACT_WITHOUT_CODE = Meaning(Stage.VALIDATE, "accounts", "A contract's account has no code hash.")
    CODE_WITHOUT_CONTRACT = Meaning(Stage.VALIDATE, "accounts", "An account that is no contract has a code hash.")
    SYSTEM_ACCOUNT_WITH_KEYS = Meaning(Stage.VALIDATE, "accounts", "A system account has authorisation keys.")
    KEY_NONCE_WITHOUT_KEYS = Meaning(Stage.VALIDATE, "accounts", "The account counts rotations of keys it never had.")
    REGISTRATION_NOT_BY_USER = Meaning(Stage.VALIDATE, "accounts", "Only a user's account registers a first key.")
    KEY_ALREADY_REGISTERED = Meaning(Stage.VALIDATE, "accounts", "The account has authorisation keys already.")
    REGISTRATION_WITHOUT_BALANCE = Meaning(Stage.VALIDATE, "accounts", "The account that registers holds nothing.")
    REGISTRATION_OF_FOREIGN_KEY = Meaning(Stage.VALIDATE, "accounts", "The key does not derive the account's address.")
    ROTATION_NOT_BY_USER = Meaning(Stage.VALIDATE, "accounts", "Only a user's account rotates its keys.")
    ROTATION_BEFORE_REGISTRATION = Meaning(Stage.VALIDATE, "accounts", "The account has no keys to rotate from.")
    ROTATION_TO_NO_KEYS = Meaning(Stage.VALIDATE, "accounts", "A rotation would leave the account without keys.")
    ROTATION_CHANGES_NOTHING = Meaning(Stage.VALIDATE, "accounts", "The new keys are the current ones.")
    KEY_NONCE_EXHAUSTED = Meaning(Stage.VALIDATE, "accounts", "The count of rotations is at its last value.")
    NAME_EMPTY = Meaning(Stage.VALIDATE, "accounts", "The name has no characters.")
    NAME_TOO_LONG = Meaning(Stage.VALIDATE, "accounts", "The name has more than 32 bytes.")
    NAME_CHARACTER_NOT_ALLOWED = Meaning(
        Stage.VALIDATE, "accounts", "The name has a character other than a to z, 0 to 9 and the hyphen."
    )
    NAME_HYPHEN_AT_END = Meaning(Stage.VALIDATE, "accounts", "The name begins or ends with a hyphen.")
    NAME_HYPHENS_TOGETHER = Meaning(Stage.VALIDATE, "accounts", "Two hyphens of the name stand together.")
    NAME_TERM_ZERO = Meaning(Stage.VALIDATE, "accounts", "The name is registered or renewed for no time.")
    NAME_PREPAID_TOO_FAR = Meaning(Stage.VALIDATE, "accounts", "The name would be paid too many years ahead.")
    NAME_TERM_EXHAUSTED = Meaning(Stage.VALIDATE, "accounts", "The name would be paid past the last wave.")
    NAME_TARGET_ZERO = Meaning(Stage.VALIDATE, "accounts", "The name would stand for the zero address.")
    NAME_TARGET_NOT_PARACHAIN = Meaning(Stage.VALIDATE, "accounts", "A parachain's name stands for another id.")
    NAME_TAKEN = Meaning(Stage.VALIDATE, "accounts", "The name is registered, or lapsed and in its grace period.")
    NAME_RESTING = Meaning(Stage.VALIDATE, "accounts", "The name was given up and cannot be used again yet.")
    NAME_NOT_REGISTERED = Meaning(Stage.VALIDATE, "accounts", "Nobody holds the name.")
    NAME_LAPSED = Meaning(Stage.VALIDATE, "accounts", "The name is in its grace period and must be renewed first.")
    NOT_NAME_OWNER = Meaning(Stage.VALIDATE, "accounts", "The name belongs to another account.")
    NAME_OWNER_ZERO = Meaning(Stage.VALIDATE, "accounts", "The name would pass to the zero address.")
    NAME_OWNER_UNCHANGED = Meaning(Stage.VALIDATE, "accounts", "The name would pass to its present owner.")
    ACCOUNT_CANNOT_INITIATE = Meaning(Stage.AUTHORISE, "accounts", "Only a user's account initiates transactions.")
    NO_AUTHORITY = Meaning(Stage.AUTHORISE, "accounts", "The account has no keys, so nobody can sign for it.")
    SIGNATURE_FORM_UNKNOWN = Meaning(Stage.AUTHORISE, "accounts", "The signature has no form that the version accepts.")
    SIGNATURE_WRONG_SIZE = Meaning(Stage.AUTHORISE, "accounts", "The signature has a size that its form does not have.")
    SIGNATURE_INVALID = Meaning(Stage.AUTHORISE, "accounts", "The signature is not the key's over the message.")
    MULTISIG_ENVELOPE_MALFORMED = Meaning(
        Stage.AUTHORISE, "accounts", "The signatures of several signers are not a list of indexed signatures."
    )
    TOO_FEW_SIGNATURES = Meaning(Stage.AUTHORISE, "accounts", "Fewer signers have signed than the threshold asks.")
    TOO_MANY_SIGNATURES = Meaning(Stage.AUTHORISE, "accounts", "More signers have signed than the threshold asks.")
    SIGNERS_NOT_ASCENDING = Meaning(Stage.AUTHORISE, "accounts", "The signers repeat or are not in ascending order.")
    UNKNOWN_SIGNER = Meaning(Stage.AUTHORISE, "accounts", "A signer's index is not that of a key of the account.")

    # state: the tree and what is proved against it
    STATE_KEY_REPEATED = Meaning(Stage.VALIDATE, "state", "Two leaves have one key.")
    TREE_VERSION_NOT_LATER = Meaning(Stage.VALIDATE, "state", "An update is not of a later version than its tree.")
    PROOF_WITHOUT_LEAF = Meaning(Stage.VALIDATE, "state", "A proof of inclusion names no leaf.")
    PROOF_OF_OTHER_KEY = Meaning(Stage.VALIDATE, "state", "A proof of inclusion names the leaf of another slot.")
    PROOF_OF_OTHER_VALUE = Meaning(Stage.VALIDATE, "state", "A proof of inclusion names another value.")
    PROOF_SHOWS_KEY = Meaning(Stage.VALIDATE, "state", "A proof of exclusion names the leaf of the slot itself.")
    PROOF_LEAF_OUT_OF_PLACE = Meaning(
        Stage.VALIDATE, "state", "A leaf that a proof names does not lie below its place in the tree."
    )
    PROOF_ROOT_MISMATCH = Meaning(Stage.VALIDATE, "state", "A proof does not lead to the root.")
    PROOF_ENDS_EARLY = Meaning(Stage.VALIDATE, "state", "The nodes of a proof end before the tree that they describe.")
    PROOF_NODES_LEFT_OVER = Meaning(Stage.VALIDATE, "state", "Nodes follow the tree that a proof describes.")
    PROOF_TOO_DEEP = Meaning(Stage.VALIDATE, "state", "A proof branches below the last bit of a key.")
    PROOF_HIDES_SLOT = Meaning(Stage.VALIDATE, "state", "A proof hides the place of a slot that it is about.")
    PROOF_HIDES_NEIGHBOUR = Meaning(
        Stage.VALIDATE, "state", "A proof hides a neighbour that a deletion might move or keep in place."
    )
    PROOF_HIDES_NOTHING = Meaning(Stage.VALIDATE, "state", "A proof hides a place where nothing is.")
    PROOF_SHOWS_NEEDLESS = Meaning(Stage.VALIDATE, "state", "A proof shows more of the tree than its slots need.")
    PROVED_ENTRY_MISMATCH = Meaning(Stage.VALIDATE, "state", "A slot does not hold what is said of it.")
    WRITE_OUTSIDE_PROOF = Meaning(Stage.VALIDATE, "state", "A slot is written that the proof is not about.")
    RANGE_REVERSED = Meaning(Stage.VALIDATE, "state", "A range of keys ends before it begins.")
    RANGE_LEAF_OUTSIDE = Meaning(Stage.VALIDATE, "state", "A leaf lies outside the range that it is listed for.")
    RANGE_LEAVES_NOT_ASCENDING = Meaning(Stage.VALIDATE, "state", "The leaves of a range repeat or do not ascend.")
    RANGE_LEAF_NOT_LISTED = Meaning(
        Stage.VALIDATE, "state", "A range and its proof do not list the same leaf where one stands alone."
    )
    SNAPSHOT_WITHOUT_CHUNKS = Meaning(Stage.VALIDATE, "state", "A manifest lists no chunk.")
    SNAPSHOT_CHUNK_MISNUMBERED = Meaning(Stage.VALIDATE, "state", "The chunks of a manifest are not numbered from 0.")
    SNAPSHOT_CHUNK_TOO_LARGE = Meaning(Stage.VALIDATE, "state", "A manifest lists a chunk larger than any can be.")
    SNAPSHOT_RANGES_BROKEN = Meaning(
        Stage.VALIDATE, "state", "The ranges of a manifest leave out keys, overlap, or lie in another order."
    )
    SNAPSHOT_UNKNOWN_CHUNK = Meaning(Stage.VALIDATE, "state", "The manifest has no chunk of this number.")
    SNAPSHOT_CHUNK_SIZE = Meaning(Stage.VALIDATE, "state", "A chunk does not have the size that the manifest says.")
    SNAPSHOT_CHUNK_HASH = Meaning(Stage.VALIDATE, "state", "A chunk does not have the hash that the manifest says.")
    SNAPSHOT_CHUNK_RANGE = Meaning(Stage.VALIDATE, "state", "A chunk is of another range than the manifest says.")
    SNAPSHOT_CHUNK_COUNT = Meaning(Stage.VALIDATE, "state", "There are more or fewer chunks than the manifest lists.")
    SNAPSHOT_ROOT_MISMATCH = Meaning(Stage.VALIDATE, "state", "The leaves of a snapshot have another root.")
    WITNESS_TOO_LARGE = Meaning(Stage.VALIDATE, "state", "The wire form of a witness is above 1 MiB.")
    WITNESS_PRE_ROOT = Meaning(Stage.VALIDATE, "state", "A witness is of another state than the one before.")
    WITNESS_ALREADY_FINALISED = Meaning(Stage.VALIDATE, "state", "The root after is set already.")
    WITNESS_NOT_FINALISED = Meaning(Stage.VALIDATE, "state", "The root after is not set yet.")
    WITNESS_POST_ROOT = Meaning(Stage.VALIDATE, "state", "The writes lead to another root than the witness says.")

    # state: the overlays and the events
    TRANSACTION_IS_OPEN = Meaning(Stage.VALIDATE, "state", "A transaction of the wave is still open.")
    TRANSACTION_OUT_OF_ORDER = Meaning(
        Stage.VALIDATE, "state", "The index of a transaction is not above those before it in the wave."
    )
    NO_OPEN_TRANSACTION = Meaning(Stage.VALIDATE, "state", "No transaction of the wave is open.")
    EVENT_OF_OTHER_WAVE = Meaning(Stage.VALIDATE, "state", "An event says that it is of another wave.")
    EVENT_OUT_OF_PLACE = Meaning(Stage.VALIDATE, "state", "The place of an event does not follow on the one before.")
    EVENT_POSITION_OUT_OF_RANGE = Meaning(Stage.VALIDATE, "state", "The wave has no event at this position.")
    EVENT_PROOF_LENGTH = Meaning(
        Stage.VALIDATE, "state", "A proof of an event has more or fewer nodes than the tree has levels."
    )
    EVENT_PROOF_ROOT = Meaning(Stage.VALIDATE, "state", "A proof of an event does not lead to the root of its wave.")
    LOGS_RANGE_REVERSED = Meaning(Stage.VALIDATE, "state", "The range of waves ends before it begins.")
    LOGS_RANGE_TOO_WIDE = Meaning(Stage.VALIDATE, "state", "The ends of the range lie more than 5,000 waves apart.")
    LOGS_TOO_MANY_VALUES = Meaning(Stage.VALIDATE, "state", "A position of a filter has more than eight values.")
    LOGS_LIMIT_ZERO = Meaning(Stage.VALIDATE, "state", "A page is asked for that may hold nothing.")
    LOGS_LIMIT_TOO_LARGE = Meaning(Stage.VALIDATE, "state", "A page of more than 1,000 events is asked for.")
    LOGS_CURSOR_OUTSIDE_RANGE = Meaning(Stage.VALIDATE, "state", "The cursor is not in the range of waves.")

    # validators
    STAKE_BELOW_MINIMUM = Meaning(Stage.VALIDATE, "validators", "A validator bonds less than 10,000 PYDE.")
    OPERATOR_ABOVE_MAXIMUM = Meaning(Stage.VALIDATE, "validators", "One operator runs more than three validators.")

    # execution
    UNDECLARED_ACCESS_WITH_KEYS = Meaning(
        Stage.VALIDATE, "execution", "A set of keys is listed for a transaction that declares nothing."
    )
    ACCESS_KEYS_NOT_ASCENDING = Meaning(
        Stage.VALIDATE, "execution", "The reads or the writes of an access set repeat or do not ascend."
    )
    ACCESS_KEY_READ_AND_WRITTEN = Meaning(
        Stage.VALIDATE, "execution", "A key stands among the reads and among the writes of an access set."
    )

    # transactions, validation
    TRANSACTION_TOO_LARGE = Meaning(Stage.VALIDATE, "transactions", "The wire form of a transaction is above 128 KiB.")
    CALL_DATA_TOO_LARGE = Meaning(Stage.VALIDATE, "transactions", "The data of a transaction are above 64 KiB.")
    WRONG_CHAIN = Meaning(Stage.VALIDATE, "transactions", "The transaction is for another chain.")
    DEADLINE_PASSED = Meaning(Stage.VALIDATE, "transactions", "The last wave that may include the transaction is over.")
    GAS_LIMIT_TOO_LOW = Meaning(Stage.VALIDATE, "transactions", "The gas limit is below 21,000.")
    GAS_LIMIT_TOO_HIGH = Meaning(Stage.VALIDATE, "transactions", "The gas limit is above what a wave can hold.")
    GAS_LIMIT_BELOW_PRICE = Meaning(
        Stage.VALIDATE, "transactions", "The gas limit is below what the transaction costs in any case."
    )
    CONTRACTS_NOT_AVAILABLE = Meaning(
        Stage.VALIDATE, "transactions", "Nothing stands at the seam that carries out what concerns contracts."
    )
    VALIDATORS_NOT_AVAILABLE = Meaning(
        Stage.VALIDATE, "transactions", "Nothing stands at the seam that carries out what concerns validators."
    )
    PAYLOAD_MALFORMED = Meaning(Stage.VALIDATE, "transactions", "The data are not the payload of the type.")
    TARGET_ZERO = Meaning(Stage.VALIDATE, "transactions", "The zero address stands where somebody has to be named.")
    TARGET_NOT_ZERO = Meaning(Stage.VALIDATE, "transactions", "A transaction of this type is sent to nobody.")
    VALUE_ZERO = Meaning(Stage.VALIDATE, "transactions", "A transaction of this type has to move something.")
    VALUE_NOT_ZERO = Meaning(Stage.VALIDATE, "transactions", "A transaction of this type moves nothing.")
    DATA_NOT_EMPTY = Meaning(Stage.VALIDATE, "transactions", "A transaction of this type carries no data.")
    CALL_WITHOUT_CODE = Meaning(Stage.VALIDATE, "transactions", "Data are sent to an account without code.")
    REGISTRATION_NOT_BARE = Meaning(
        Stage.VALIDATE, "transactions", "A registration of a key carries more than the key."
    )
    NAME_FEE_MISMATCH = Meaning(Stage.VALIDATE, "transactions", "The value is not the fee of the name.")
    BALANCE_BELOW_VALUE = Meaning(
        Stage.VALIDATE, "transactions", "The sender cannot spend the value of the transaction."
    )
    FEE_NOT_COVERED = Meaning(
        Stage.VALIDATE, "transactions", "The sender cannot spend the reserve of the fee beside the value."
    )
    GAS_TANK_OF_NATIVE_TYPE = Meaning(
        Stage.VALIDATE, "transactions", "The tank of a called contract is to pay for what calls no contract."
    )
    SPONSOR_NOT_A_CONTRACT = Meaning(Stage.VALIDATE, "transactions", "An account without code is to pay for others.")
    SPONSOR_TANK_SHORT = Meaning(Stage.VALIDATE, "transactions", "The sponsor's tank does not hold the reserve.")
    SPONSOR_ASKING_TOO_DEAR = Meaning(Stage.VALIDATE, "transactions", "Asking the sponsor uses more than 100,000 gas.")
    SPONSOR_REFUSES = Meaning(Stage.VALIDATE, "transactions", "The sponsor does not pay for this transaction.")
    ACCESS_ENTRY_REPEATED = Meaning(
        Stage.VALIDATE, "transactions", "Two entries of the access list name one account and one kind of access."
    )
    ACCESS_SLOT_REPEATED = Meaning(Stage.VALIDATE, "transactions", "A slot stands twice under one account.")
    WAVE_FULL = Meaning(Stage.VALIDATE, "transactions", "The gas limit does not fit into what the wave has left.")
    GAS_TANK_SHORT = Meaning(Stage.EXECUTE, "transactions", "The tank holds less than is taken out.")
    NAME_TARGET_NOT_CONTRACT = Meaning(
        Stage.EXECUTE, "transactions", "No contract lives at what the name is to stand for."
    )
    WITNESS_LACKS_SLOT = Meaning(Stage.EXECUTE, "transactions", "The witness of a wave lacks a slot that it looks at.")

    # transactions, money
    AMOUNT_OVERFLOW = Meaning(Stage.EXECUTE, "transactions", "A sum of quanta does not fit into 128 bits.")
    AMOUNT_UNDERFLOW = Meaning(Stage.EXECUTE, "transactions", "More quanta are taken than are there.")
    FEE_OVERFLOW = Meaning(Stage.VALIDATE, "transactions", "A fee does not fit into 128 bits.")
    WAVE_GAS_ABOVE_CEILING = Meaning(Stage.EXECUTE, "transactions", "A wave uses more gas than a wave may.")
    WAVES_EXHAUSTED = Meaning(Stage.EXECUTE, "transactions", "A wave's version of the state tree is above 2**64 - 1.")
    WAVE_TIME_OVERFLOW = Meaning(Stage.EXECUTE, "transactions", "The time of a wave is above 2**64 - 1 seconds.")
    BASE_FEE_OVERFLOW = Meaning(Stage.EXECUTE, "transactions", "The next base fee does not fit into 128 bits.")

    # transactions, airdrop and vesting
    AIRDROP_CLAIM_WRONG_SIZE = Meaning(
        Stage.DECODE, "transactions", "A claim does not have the size that its number of siblings asks for."
    )
    AIRDROP_NOT_CONFIGURED = Meaning(Stage.EXECUTE, "transactions", "The chain has no airdrop.")
    AIRDROP_CLOSED = Meaning(Stage.EXECUTE, "transactions", "The last wave for claims has passed.")
    AIRDROP_AMOUNT_ZERO = Meaning(Stage.EXECUTE, "transactions", "A claim is for no quanta.")
    AIRDROP_ALREADY_CLAIMED = Meaning(Stage.EXECUTE, "transactions", "The gift of this index has been claimed.")
    AIRDROP_INDEX_OUTSIDE_TREE = Meaning(
        Stage.EXECUTE, "transactions", "The index of a leaf has a bit at or above the depth of its proof."
    )
    AIRDROP_PROOF_MISMATCH = Meaning(Stage.EXECUTE, "transactions", "A claim does not lead to the root of the airdrop.")
    AIRDROP_STILL_OPEN = Meaning(Stage.EXECUTE, "transactions", "The last wave for claims has not passed.")
    AIRDROP_POOL_EMPTY = Meaning(Stage.EXECUTE, "transactions", "The airdrop's pool holds nothing to sweep.")
    VESTING_AMOUNT_ZERO = Meaning(Stage.VALIDATE, "transactions", "A vesting schedule is about no money.")
    VESTING_DURATION_ZERO = Meaning(Stage.VALIDATE, "transactions", "A vesting schedule lasts for no wave.")
    VESTING_CLIFF_AFTER_END = Meaning(Stage.VALIDATE, "transactions", "The cliff of a schedule lies beyond its end.")
    VESTING_ENDS_AFTER_LAST_WAVE = Meaning(
        Stage.VALIDATE, "transactions", "A vesting schedule would end after the last wave that can be."
    )

    # transactions, several signers and emergencies
    MULTISIG_PAYLOAD_VERSION = Meaning(
        Stage.DECODE, "transactions", "The payload of several signers has another version."
    )
    MULTISIG_PAYLOAD_MALFORMED = Meaning(
        Stage.DECODE, "transactions", "The payload of several signers is not of the form of its type."
    )
    SIGNER_SET_MISSING = Meaning(Stage.AUTHORISE, "transactions", "The state names no signers for this.")
    MULTISIG_NONCE_MISMATCH = Meaning(
        Stage.AUTHORISE, "transactions", "The signers have signed another nonce than the next."
    )
    MULTISIG_NONCE_EXHAUSTED = Meaning(Stage.EXECUTE, "transactions", "The signers have used their last nonce.")
    TREASURY_SPEND_OF_NOTHING = Meaning(Stage.EXECUTE, "transactions", "The treasury would pay no quanta.")
    TREASURY_SPEND_TO_ZERO = Meaning(Stage.EXECUTE, "transactions", "The treasury would pay the zero address.")
    TREASURY_SPEND_TO_ITSELF = Meaning(Stage.EXECUTE, "transactions", "The treasury would pay itself.")
    TREASURY_SPEND_TO_SENDER = Meaning(
        Stage.EXECUTE, "transactions", "The treasury would pay who sends the transaction."
    )
    PAUSE_OF_NO_WAVES = Meaning(Stage.EXECUTE, "transactions", "A pause would last for no wave.")
    PAUSE_TOO_LONG = Meaning(Stage.EXECUTE, "transactions", "A pause would last for more than 6,500,000 waves.")
    ALREADY_PAUSED = Meaning(Stage.EXECUTE, "transactions", "The chain is paused, and a pause is not prolonged.")
    PAUSE_PAST_LAST_WAVE = Meaning(Stage.EXECUTE, "transactions", "A pause would end after the last wave that can be.")
    NOT_PAUSED = Meaning(Stage.EXECUTE, "transactions", "The chain is not paused.")
    CHAIN_PAUSED = Meaning(Stage.VALIDATE, "transactions", "The chain is paused, and this does not end the pause.")

    # transactions, genesis
    GENESIS_TOO_LONG = Meaning(Stage.DECODE, "transactions", "A genesis file has more than 512 KiB.")
    GENESIS_THREE_QUOTES = Meaning(
        Stage.DECODE, "transactions", "A genesis file has three quotes in a row, as around a string of several lines."
    )
    GENESIS_DOTTED = Meaning(Stage.DECODE, "transactions", "A genesis file has a dot outside of strings and comments.")
    GENESIS_NESTED_TOO_DEEPLY = Meaning(
        Stage.DECODE, "transactions", "A genesis file has more than eight brackets open at once."
    )
    GENESIS_NOT_TOML = Meaning(Stage.DECODE, "transactions", "A genesis file is not a text of TOML.")
    GENESIS_WRONG_TYPE = Meaning(Stage.DECODE, "transactions", "A value of a genesis file has another type of TOML.")
    GENESIS_UNKNOWN_KEY = Meaning(Stage.DECODE, "transactions", "A genesis file has a key that nobody asks for.")
    GENESIS_MISSING_KEY = Meaning(Stage.DECODE, "transactions", "A genesis file lacks a key.")
    GENESIS_NUMBER_OUT_OF_RANGE = Meaning(
        Stage.DECODE, "transactions", "A number of a genesis file is negative or too large for its place."
    )
    GENESIS_AMOUNT_NOT_CANONICAL = Meaning(
        Stage.DECODE, "transactions", "An amount of a genesis file is not in plain decimal digits."
    )
    GENESIS_HEX_NOT_CANONICAL = Meaning(
        Stage.DECODE, "transactions", "Bytes of a genesis file are not 0x and pairs of lower-case hexadecimal digits."
    )
    GENESIS_WRONG_LENGTH = Meaning(
        Stage.DECODE, "transactions", "An address, a key or a hash of a genesis file has another length."
    )
    GENESIS_TOO_MANY_SIGNERS = Meaning(
        Stage.DECODE, "transactions", "A set of signers of a genesis file has more than sixteen keys."
    )
    GENESIS_OWNER_UNCLEAR = Meaning(
        Stage.DECODE, "transactions", "An allocation has neither an address nor a key, or has both."
    )
    GENESIS_UNKNOWN_BUCKET = Meaning(Stage.DECODE, "transactions", "No bucket has exactly this name.")
    GENESIS_SUPPLY_NOT_OF_MAINNET = Meaning(
        Stage.VALIDATE, "transactions", "A genesis on sizes of the mainnet states another supply than the mainnet's."
    )
    GENESIS_SUPPLY_TOO_LARGE = Meaning(
        Stage.VALIDATE, "transactions", "A genesis states a supply that leaves no room for inflation."
    )
    GENESIS_BASE_FEE_TOO_LOW = Meaning(Stage.VALIDATE, "transactions", "A genesis begins with a base fee of nothing.")
    GENESIS_BUCKET_NOT_ALLOCATED = Meaning(
        Stage.VALIDATE, "transactions", "An allocation is out of a bucket that another part of the file fills."
    )
    GENESIS_AMOUNT_ZERO = Meaning(Stage.VALIDATE, "transactions", "An allocation or an airdrop is of nothing.")
    GENESIS_ADDRESS_RESERVED = Meaning(
        Stage.VALIDATE, "transactions", "An address of a genesis is zero or one of the protocol's own."
    )
    GENESIS_VESTING_ABOVE_AMOUNT = Meaning(
        Stage.VALIDATE, "transactions", "A schedule locks more than the account begins with."
    )
    GENESIS_ACCOUNT_REPEATED = Meaning(Stage.VALIDATE, "transactions", "Two allocations are of one account.")
    GENESIS_AIRDROP_WITHOUT_DEADLINE = Meaning(Stage.VALIDATE, "transactions", "An airdrop can be claimed in no wave.")
    GENESIS_AIRDROP_POOL_MISMATCH = Meaning(
        Stage.VALIDATE, "transactions", "The pool of an airdrop is not the sum of what can be claimed."
    )
    GENESIS_VALIDATOR_REPEATED = Meaning(Stage.VALIDATE, "transactions", "Two validators have one address.")
    GENESIS_VALIDATOR_KEY_REPEATED = Meaning(Stage.VALIDATE, "transactions", "Two validators have one key.")
    GENESIS_TOO_FEW_VALIDATORS = Meaning(
        Stage.VALIDATE, "transactions", "There are fewer validators than the committee has seats."
    )
    GENESIS_BUCKET_ABOVE_CAP = Meaning(Stage.VALIDATE, "transactions", "A bucket holds more than its cap.")
    GENESIS_SUPPLY_MISMATCH = Meaning(
        Stage.VALIDATE, "transactions", "What a genesis hands out is not the supply that it states."
    )

    # transactions, mempool
    MEMPOOL_TRANSACTION_TOO_LARGE = Meaning(
        Stage.ADMIT, "transactions", "No batch of the node could carry the transaction."
    )
    MEMPOOL_DUPLICATE = Meaning(Stage.ADMIT, "transactions", "The transaction waits already.")
    MEMPOOL_DEADLINE_LAPSED = Meaning(Stage.ADMIT, "transactions", "No wave to come may include the transaction.")
    MEMPOOL_SENDER_FULL = Meaning(Stage.ADMIT, "transactions", "A hundred other transactions of the sender wait.")
    MEMPOOL_SENDER_TOO_FAST = Meaning(Stage.ADMIT, "transactions", "The sender has no token left.")
    MEMPOOL_NONCE_TAKEN = Meaning(
        Stage.ADMIT, "transactions", "Another transaction waits under the nonce, and its deadline is no later."
    )
    MEMPOOL_FULL = Meaning(
        Stage.ADMIT, "transactions", "The mempool is full, and it would be the newcomer's turn to make room."
    )

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

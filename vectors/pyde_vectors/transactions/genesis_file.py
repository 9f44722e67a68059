"""Vectors of reading a genesis file: every key of it missing, of a wrong type and out of form; and the order."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

from pyde_spec.encoding.shapes import U128_MAX, Text
from pyde_spec.params.versions import Parameters
from pyde_spec.transactions.genesis_file import Genesis, read_genesis
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.transactions.genesis_documents import (
    RAW,
    Document,
    change,
    make_bare,
    make_good,
    make_plain,
    make_validator,
    removed,
    replaced,
    show,
    show_key,
    write_toml,
    write_value,
)

TEXT_CAP = 1 << 21


@dataclass(frozen=True, slots=True)
class GenesisTextInput:
    """The text of a genesis file."""

    toml: Annotated[str, Text(TEXT_CAP)]


@dataclass(frozen=True, slots=True)
class ReadGenesisOutput:
    """What the file says."""

    genesis: Genesis


def draw_inputs() -> Any:
    """Inputs worth asking: files with a value or two that cannot be read."""
    from pyde_vectors.transactions.genesis_draws import draw_readable_texts

    return draw_readable_texts()


@handler("transactions/read_genesis", rules=[read_genesis], inputs=draw_inputs)
def run_read_genesis(_: Parameters, given: GenesisTextInput) -> ReadGenesisOutput:
    """Read a genesis file, without judging what it says."""
    return ReadGenesisOutput(read_genesis(given.toml))


Path = tuple[str | int, ...]

AMOUNT, NUMBER, THRESHOLD, NAME, HASH, KEY, BUCKET, LIST, TABLE = (
    "amount",
    "number",
    "threshold",
    "name",
    "hash",
    "key",
    "bucket",
    "list",
    "table",
)

FIELDS: tuple[tuple[Path, str], ...] = (
    (("version",), NAME),
    (("preset",), NAME),
    (("chain_id",), NUMBER),
    (("genesis_time",), NUMBER),
    (("supply",), AMOUNT),
    (("base_fee",), AMOUNT),
    (("reward_pool",), AMOUNT),
    (("caps",), TABLE),
    (("caps", "treasury"), AMOUNT),
    (("caps", "airdrop"), AMOUNT),
    (("caps", "validator_rewards"), AMOUNT),
    (("caps", "validator_stake"), AMOUNT),
    (("caps", "ecosystem"), AMOUNT),
    (("caps", "public_sale"), AMOUNT),
    (("caps", "founders"), AMOUNT),
    (("caps", "investors"), AMOUNT),
    (("airdrop",), TABLE),
    (("airdrop", "root"), HASH),
    (("airdrop", "deadline_wave"), NUMBER),
    (("airdrop", "total"), AMOUNT),
    (("airdrop", "pool"), AMOUNT),
    (("treasury",), TABLE),
    (("treasury", "amount"), AMOUNT),
    (("treasury", "signers"), LIST),
    (("treasury", "signers", 0), KEY),
    (("treasury", "threshold"), THRESHOLD),
    (("emergency",), TABLE),
    (("emergency", "signers"), LIST),
    (("emergency", "signers", 0), KEY),
    (("emergency", "threshold"), THRESHOLD),
    (("allocation",), LIST),
    (("allocation", 0), TABLE),
    (("allocation", 0, "public_key"), KEY),
    (("allocation", 0, "address"), HASH),
    (("allocation", 0, "bucket"), BUCKET),
    (("allocation", 0, "amount"), AMOUNT),
    (("allocation", 0, "vesting"), TABLE),
    (("allocation", 0, "vesting", "start_wave"), NUMBER),
    (("allocation", 0, "vesting", "cliff_waves"), NUMBER),
    (("allocation", 0, "vesting", "duration_waves"), NUMBER),
    (("allocation", 0, "vesting", "total_amount"), AMOUNT),
    (("validator",), LIST),
    (("validator", 0), TABLE),
    (("validator", 0, "address"), HASH),
    (("validator", 0, "public_key"), KEY),
    (("validator", 0, "stake"), AMOUNT),
    (("validator", 0, "operator"), HASH),
)
"""Every value of a file, in the order in which it is read, and of what kind it is."""

OPTIONAL = {
    ("base_fee",),
    ("airdrop",),
    ("allocation", 0, "vesting"),
    ("allocation", 0, "address"),
    ("allocation", 0, "public_key"),
}


def make_document(*paths: Path) -> Document:
    """A document that can be read and has these places, and no more keys than they need."""
    document = make_bare()
    for path in paths:
        if path[:2] == ("validator", 0):
            document["validator"] = [make_validator(0)]
        if path[1:3] == ("signers", 0):
            holder, _ = change(document, *path[:2])
            holder["signers"] = [show_key("signer 0")]
        if path == ("allocation", 0, "public_key"):
            del document["allocation"][0]["address"]
            document["allocation"][0]["public_key"] = show_key("owner")
    return document


def name_path(path: Path) -> str:
    """A place, as a part of the name of a case."""
    return "-".join(str(step).replace("_", "-") for step in path)


def show_path(path: Path) -> str:
    """A place, for people."""
    return ".".join(str(step) for step in path)


def get_wrong_type(kind: str) -> Any:
    """A value of a type that a place of this kind does not take, and that is nearest to one that it takes."""
    return {NUMBER: "1", THRESHOLD: "1", LIST: "0x", TABLE: []}.get(kind, 1)


def get_malformed(kind: str) -> Any:
    """A value of the right type that cannot stand in a place of this kind; None where any can."""
    return {
        AMOUNT: "01",
        NUMBER: -1,
        THRESHOLD: 256,
        HASH: show(bytes(31)),
        KEY: show(bytes(898)),
        BUCKET: "team",
    }.get(kind)


@cases("transactions/read_genesis")
def accepted_cases() -> Iterator[Case]:
    """Files that say all and little, and one file in several spellings."""
    yield Case("everything", "A file with everything that one can say", GenesisTextInput(write_toml(make_good())))
    yield Case("plain", "A file that leaves out what it may", GenesisTextInput(write_toml(make_plain())))
    bare = write_toml(make_bare())
    yield Case("bare", "A file without keys can be read", GenesisTextInput(bare))
    yield Case("comments", "Comments say nothing", GenesisTextInput("# comment\n" + bare))
    yield Case("line-ends", "Lines may end in two characters", GenesisTextInput(bare.replace("\n", "\r\n")))
    yield Case(
        "other-spelling",
        "The same values in other spellings of TOML",
        GenesisTextInput(
            bare.replace("chain_id = 31337", "chain_id = 0x7a_69")
            .replace('"minimal"', "'minimal'")
            .replace('"30"', '"\\u0033\\u0030"')
            .replace("[treasury]\namount", "[treasury]\n'amount'")
        ),
    )
    inline = deepcopy(make_bare())
    lines = [f"{name} = {write_value(inline.pop(name))}\n" for name in ("emergency", "allocation")]
    yield Case(
        "inline-tables",
        "Tables on one line, up to three deep",
        GenesisTextInput("".join(lines) + write_toml(inline)),
    )
    yield from accepted_edge_cases()


def accepted_edge_cases() -> Iterator[Case]:
    """Values at the ends of their ranges."""
    highest = 2**63 - 1
    edges: tuple[tuple[str, str, Any, Path], ...] = (
        ("highest-number", "The highest integer of TOML", highest, ("chain_id",)),
        ("lowest-number", "Nothing is too early", 0, ("genesis_time",)),
        ("highest-threshold", "A threshold of eight bits", 255, ("treasury", "threshold")),
        ("highest-amount", "The highest amount of 128 bits", str(U128_MAX), ("supply",)),
        ("version-1.0", "The earlier version", "1.0", ("version",)),
        ("preset-mainnet", "The other preset", "mainnet", ("preset",)),
        ("sixteen-signers", "As many signers as there may be", [show_key("signer 0")] * 16, ("treasury", "signers")),
    )
    for name, title, value, path in edges:
        yield Case(name, title, GenesisTextInput(write_toml(replaced(make_bare(), value, *path))), ("boundary",))


@cases("transactions/read_genesis")
def text_cases() -> Iterator[Case]:
    """Texts that are no TOML."""
    bare = write_toml(make_bare())
    texts = (
        ("no-toml", "A line that says nothing", bare + "nothing\n"),
        ("repeated-key", "A key is there twice", "chain_id = 1\n" + bare),
        ("repeated-table", "A table is there twice", bare + "[caps]\n"),
        ("wide-integer", "An integer of 64 bits without a sign", bare.replace("31337", str(2**63))),
        ("wide-negative-integer", "An integer below 64 signed bits", bare.replace("31337", str(-(2**63) - 1))),
        ("wide-unknown-integer", "An integer that is too wide under a key that nobody asks for", f"a = {2**64}\n"),
        ("very-wide-integer", "An integer of five thousand digits", bare.replace("31337", "1" * 5_000)),
        ("json", "The text of another format", "{}"),
    )
    for name, title, text in texts:
        yield Case(f"reject-{name}", title, GenesisTextInput(text), ("missing-check",))
    nested = bare.replace("duration_waves = 10,", f"duration_waves = {2**63},")
    yield Case("reject-wide-nested-integer", "A wide integer deep inside", GenesisTextInput(nested), ("missing-check",))
    yield Case("reject-empty", "An empty text is an empty table", GenesisTextInput(""), ("missing-check",))
    lowest = bare.replace("31337", str(-(2**63)))
    yield Case(
        "reject-lowest-integer", "The lowest integer of TOML is negative", GenesisTextInput(lowest), ("boundary",)
    )


@cases("transactions/read_genesis")
def key_cases() -> Iterator[Case]:
    """Each key missing, and a key too many in each table."""
    for path, kind in FIELDS:
        document = make_document(path)
        if isinstance(path[-1], str) and path not in OPTIONAL:
            yield Case(
                f"reject-missing-{name_path(path)}",
                f"{show_path(path)} is missing",
                GenesisTextInput(write_toml(removed(document, *path))),
                ("missing-check",),
            )
        if kind == TABLE:
            yield Case(
                f"reject-unknown-in-{name_path(path)}",
                f"{show_path(path)} has a key that nobody asks for",
                GenesisTextInput(write_toml(replaced(document, 1, *path, "note"))),
                ("missing-check",),
            )
    unknown = write_toml(replaced(make_bare(), 1, "note"))
    yield Case(
        "reject-unknown", "The file has a key that nobody asks for", GenesisTextInput(unknown), ("missing-check",)
    )
    optional = removed(make_bare(), "allocation", 0, "vesting")
    yield Case("without-vesting", "An allocation that does not vest", GenesisTextInput(write_toml(optional)))


@cases("transactions/read_genesis")
def form_cases() -> Iterator[Case]:
    """Each value of a wrong type, and each out of form."""
    for path, kind in FIELDS:
        document = make_document(path)
        yield Case(
            f"reject-type-of-{name_path(path)}",
            f"{show_path(path)} has a wrong type",
            GenesisTextInput(write_toml(replaced(document, get_wrong_type(kind), *path))),
            ("missing-check",),
        )
        malformed = get_malformed(kind)
        if malformed is not None:
            yield Case(
                f"reject-form-of-{name_path(path)}",
                f"{show_path(path)} is out of form",
                GenesisTextInput(write_toml(replaced(document, malformed, *path))),
                ("missing-check",),
            )


MALFORMED: tuple[tuple[str, str, Any, Path], ...] = (
    ("boolean-number", "A truth value is no integer", True, ("chain_id",)),
    ("number-with-exponent", "A number with an exponent is no integer", 1e30, ("chain_id",)),
    ("negative-amount", "An amount with a sign", "-1", ("supply",)),
    ("positive-amount", "An amount with a plus", "+1", ("supply",)),
    ("empty-amount", "An amount without digits", "", ("supply",)),
    ("grouped-amount", "An amount with its digits in groups", "1_000", ("supply",)),
    ("fractional-amount", "An amount with a point", "1.0", ("supply",)),
    ("spaced-amount", "An amount with a space", " 1", ("supply",)),
    ("foreign-digits", "An amount in digits of another script", "\u0661", ("supply",)),
    ("wide-amount", "An amount of 129 bits", str(U128_MAX + 1), ("supply",)),
    ("very-wide-amount", "An amount of five thousand digits", "1" * 5_000, ("supply",)),
    ("upper-case", "Upper-case hexadecimal digits", "0x" + "AB" * 32, ("airdrop", "root")),
    ("no-prefix", "Hexadecimal digits without 0x", "ab" * 32, ("airdrop", "root")),
    ("odd-digits", "Half a byte", "0x" + "a" * 63, ("airdrop", "root")),
    ("no-digits", "A letter that is no digit", "0x" + "g" * 64, ("airdrop", "root")),
    ("long-hash", "A byte too many", show(bytes(33)), ("airdrop", "root")),
    ("short-key", "A byte of the key is missing", show(bytes(896)), ("treasury", "signers")),
    ("bucket-case", "The name of a bucket in other letters", "Founders", ("allocation", 0, "bucket")),
    ("unknown-version", "A version that nobody knows", "1.1.0", ("version",)),
    ("unknown-preset", "A preset that nobody knows", "devnet", ("preset",)),
)


@cases("transactions/read_genesis")
def malformed_cases() -> Iterator[Case]:
    """The ways in which a value can be out of form, for one place of its kind."""
    for name, title, value, path in MALFORMED:
        written = [value] if path[-1] == "signers" else value
        text = write_toml(replaced(make_bare(), written, *path))
        yield Case(f"reject-{name}", title, GenesisTextInput(text), ("missing-check",))
    crowd = replaced(make_bare(), ["0x"] * 17, "treasury", "signers")
    yield Case(
        "reject-seventeen-signers",
        "One signer too many, and none is read",
        GenesisTextInput(write_toml(crowd)),
        ("boundary",),
    )
    for name in ("address", "public_key"):
        document = make_bare()
        document["allocation"][0].pop("address")
        if name == "public_key":
            document["allocation"][0] |= {"address": "0x", "public_key": "0x"}
        title = (
            "An allocation is nobody's" if name == "address" else "An allocation has two owners, and neither is read"
        )
        yield Case(
            f"reject-owner-{'absent' if name == 'address' else 'twice'}",
            title,
            GenesisTextInput(write_toml(document)),
            ("missing-check",),
        )


Break = Callable[[Document], None]


def break_at(path: Path, value: Any) -> Break:
    """What puts a value into a place."""

    def apply(document: Document) -> None:
        holder, last = change(document, *path)
        holder[last] = value

    return apply


def get_fault(path: Path, kind: str) -> Any:
    """What makes a place unreadable: a wrong type for a place that holds others, else a form of its own."""
    malformed = get_malformed(kind)
    return get_wrong_type(kind) if malformed is None else malformed


def list_values_in_order() -> Iterator[tuple[Path, str]]:
    """The places that hold no others, in reading order; of the two ways to name an owner, the address."""
    for path, kind in FIELDS:
        if kind not in (TABLE, LIST) and path != ("allocation", 0, "public_key"):
            yield path, kind


@cases("transactions/read_genesis")
def order_cases() -> Iterator[Case]:
    """Two faults: the one that is read first is named. Neighbours in reading order are enough to fix it."""
    for (first, first_kind), (second, second_kind) in pairwise(list_values_in_order()):
        if first_kind == NAME == second_kind:  # both have one reason; a case of its own shows their order
            continue
        document = make_document(first, second)
        for path, kind in ((first, first_kind), (second, second_kind)):
            fault = (
                get_wrong_type(kind) if is_alike(first_kind, second_kind) and path == first else get_fault(path, kind)
            )
            break_at(path, fault)(document)
        yield Case(
            f"order-{name_path(first)}-before-{name_path(second)}",
            f"{show_path(first)} is read before {show_path(second)}",
            GenesisTextInput(write_toml(document)),
            ("order-of-checks",),
        )
    yield from table_order_cases()


def is_alike(first_kind: str, second_kind: str) -> bool:
    """Whether the forms of two kinds are refused with one reason, so that the first needs a wrong type."""
    same_reason = ({HASH, KEY}, {NUMBER, THRESHOLD})
    return first_kind == second_kind or any({first_kind, second_kind} == group for group in same_reason)


def table_order_cases() -> Iterator[Case]:
    """What comes before the values of a table: that it is TOML, its type, its keys; and where tables lie."""
    bare = make_bare()
    unknown = replaced(bare, 1, "note")
    orders: tuple[tuple[str, str, Document], ...] = (
        ("toml-before-keys", "A text that is no TOML is not read", unknown | {RAW: "nothing\n"}),
        ("unknown-before-missing", "What is too much comes before what is missing", removed(unknown, "version")),
        (
            "missing-before-values",
            "A missing key comes before values",
            removed(replaced(bare, 1, "version"), "validator"),
        ),
        (
            "version-before-resolving",
            "Both names are read before either is resolved",
            bare | {"version": "2", "preset": 1},
        ),
        (
            "resolving-version-first",
            "An unknown version comes before an unknown preset",
            bare | {"version": "2", "preset": ""},
        ),
        (
            "resolving-before-values",
            "An unknown preset comes before the chain id",
            bare | {"preset": "", "chain_id": -1},
        ),
        (
            "outer-before-inner",
            "A missing key comes before keys of inner tables",
            removed(replaced(bare, 1, "caps", "note"), "supply"),
        ),
        (
            "inner-unknown-before-missing",
            "The same in an inner table",
            removed(replaced(bare, 1, "caps", "note"), "caps", "founders"),
        ),
        (
            "keys-before-owner",
            "The keys of an allocation come before its owner",
            removed(removed(bare, "allocation", 0, "address"), "allocation", 0, "amount"),
        ),
        (
            "owner-before-values",
            "The owner comes before the values",
            replaced(removed(bare, "allocation", 0, "address"), "team", "allocation", 0, "bucket"),
        ),
        (
            "crowd-before-threshold",
            "The number of signers comes before the threshold",
            replaced(replaced(bare, ["0x"] * 17, "emergency", "signers"), 256, "emergency", "threshold"),
        ),
        (
            "amount-before-crowd",
            "The amount of the treasury comes before its signers",
            replaced(replaced(bare, ["0x"] * 17, "treasury", "signers"), "01", "treasury", "amount"),
        ),
        (
            "first-allocation-first",
            "All of an allocation is read before the next",
            bare | {"allocation": [bare["allocation"][0] | {"amount": "01"}, 1]},
        ),
    )
    for name, title, document in orders:
        yield Case(f"order-{name}", title, GenesisTextInput(write_toml(document)), ("order-of-checks",))

"""Vectors of what a genesis must not be: every contradiction, each side of each bound, and the order of checks.

A fault is a change to the good document. Two faults at once show which is named; neighbours in the order of
checks are enough to fix the whole order. Where two neighbours change the same place, the first is put
together with the one after the next.

A document says no more than its faults need: what would be looked at only after the first of them is left
out where it would be long.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyde_spec.encoding.shapes import U128_MAX
from pyde_spec.transactions.genesis_validation import SUPPLY_MAX
from pyde_spec.transactions.inflation import GENESIS_SUPPLY
from pyde_spec.transactions.system_accounts import SYSTEM_ADDRESSES
from pyde_spec.types.primitives import ZERO_ADDRESS
from pyde_spec.validators.entry import MINIMUM_STAKE
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.genesis_documents import (
    Document,
    change,
    make_account,
    make_good,
    make_operator,
    make_public_key,
    make_validator,
    show,
    show_key,
    write_toml,
)
from pyde_vectors.transactions.genesis_file import GenesisTextInput, Path

BAD_HEADER = show(b"\x0a" + make_public_key("owner")[1:])
BAD_COEFFICIENT = show(make_public_key("owner")[:-2] + b"\xff\xff")
WITH_ADDRESS, WITH_KEY = 0, 1
REMOVE = object()
"""The value of a change that takes something out."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a document: its name, its title, and the values to put into places."""

    name: str
    title: str
    changes: tuple[tuple[Any, Path], ...]


def one(name: str, title: str, value: Any, *place: str | int) -> Fault:
    """A fault in one place."""
    return Fault(name, title, ((value, place),))


def list_account_faults() -> tuple[Fault, ...]:
    """What can be wrong with the first allocation, which names an address and vests, in order."""
    vesting = ("allocation", WITH_ADDRESS, "vesting")
    return (
        one("bucket", "An allocation is out of the bucket of the treasury", "treasury", "allocation", 0, "bucket"),
        one("amount-zero", "An allocation is of nothing", "0", "allocation", 0, "amount"),
        one("reserved", "An allocation is to nobody", show(ZERO_ADDRESS), "allocation", 0, "address"),
        one("vesting-of-nothing", "A schedule is about no money", "0", *vesting, "total_amount"),
        one("vesting-without-time", "A schedule lasts for no wave", 0, *vesting, "duration_waves"),
        one("cliff-after-end", "The cliff lies a wave beyond the end", 11, *vesting, "cliff_waves"),
        one("vesting-above-amount", "A schedule locks a quanta too much", "5001", *vesting, "total_amount"),
        one(
            "account-repeated",
            "Two allocations are of one address",
            show(bytes([0x08]) * 32),
            "allocation",
            2,
            "address",
        ),
    )


def list_key_faults() -> tuple[Fault, ...]:
    """What can be wrong with the second allocation, which names a key, in order; a schedule is added to it."""
    place = ("allocation", WITH_KEY)
    vesting = {"start_wave": 0, "cliff_waves": 0, "duration_waves": 1, "total_amount": "0"}
    return (
        one("amount-of-key-zero", "An allocation to a key is of nothing", "0", *place, "amount"),
        one("key-header", "The key of an account begins with another byte", BAD_HEADER, *place, "public_key"),
        one("vesting-of-key", "A schedule of an account with a key is about no money", vesting, *place, "vesting"),
    )


def list_airdrop_faults() -> tuple[Fault, ...]:
    """What can be wrong with an airdrop, in order."""
    return (
        one("airdrop-without-deadline", "Nothing can be claimed after wave 0", 0, "airdrop", "deadline_wave"),
        one("airdrop-of-nothing", "There is nothing to claim", "0", "airdrop", "total"),
        one("airdrop-pool-short", "A quanta is missing in the pool", "199", "airdrop", "pool"),
    )


def list_signer_faults(role: str) -> tuple[Fault, ...]:
    """What can be wrong with a set of signers, in order."""
    twice = [show_key("signer 0")] * 2
    return (
        one(f"{role}-without-signers", "A set of signers is empty", [], role, "signers"),
        one(f"{role}-threshold-zero", "A set of signers asks for none", 0, role, "threshold"),
        one(f"{role}-threshold-above", "A set of signers asks for more than it has", 3, role, "threshold"),
        one(f"{role}-signer-repeated", "A signer is there twice", twice, role, "signers"),
        one(
            f"{role}-signer-key",
            "The key of a signer begins with another byte",
            [BAD_HEADER, BAD_HEADER[:-1] + "1"],
            role,
            "signers",
        ),
    )


def list_validator_faults() -> tuple[Fault, ...]:
    """What can be wrong with the validators, in order."""
    second = make_validator(2)
    crowd = tuple((make_operator(0), ("validator", number, "operator")) for number in (2, 3))
    return (
        one("validator-reserved", "A validator is nobody", show(ZERO_ADDRESS), "validator", 0, "address"),
        one(
            "validator-key-header",
            "The key of a validator begins with another byte",
            BAD_HEADER,
            "validator",
            0,
            "public_key",
        ),
        one(
            "stake-below-minimum",
            "A validator bonds a quanta too little",
            str(MINIMUM_STAKE - 1),
            "validator",
            0,
            "stake",
        ),
        one("operator-reserved", "Nobody operates a validator", show(ZERO_ADDRESS), "validator", 0, "operator"),
        one("validator-repeated", "Two validators have one address", second["address"], "validator", 1, "address"),
        one(
            "validator-key-repeated", "Two validators have one key", second["public_key"], "validator", 1, "public_key"
        ),
        Fault("operator-above-maximum", "One operator runs four validators", crowd),
        one("too-few-validators", "A seat of the committee stays empty", REMOVE, "validator", 4),
    )


def list_sum_faults() -> tuple[Fault, ...]:
    """What can be wrong with the sums, in order."""
    more = str(int(make_good()["supply"]) + 1)
    return (
        one("cap-of-treasury", "The treasury holds a quanta more than its cap", "999", "caps", "treasury"),
        one("supply-above-sum", "The supply is a quanta more than is handed out", more, "supply"),
    )


def list_faults_in_order() -> tuple[Fault, ...]:
    """Every fault, in the order in which they are looked for; of allocations only those that name an address."""
    return (
        Fault("supply-of-mainnet", "A mainnet of little money", (("mainnet", ("preset",)),)),
        one("supply-too-large", "The supply has 128 bits", str(SUPPLY_MAX + 1), "supply"),
        one("base-fee-zero", "Gas costs nothing", "0", "base_fee"),
        *list_account_faults(),
        *list_airdrop_faults(),
        *list_signer_faults("treasury"),
        *list_signer_faults("emergency"),
        *list_validator_faults(),
        *list_sum_faults(),
    )


SECTIONS = ("treasury", "emergency", "validator")
"""What holds keys and is looked at after the allocations, in order; the sums come last."""


def compute_stage(fault: Fault) -> int:
    """How much of `SECTIONS` is looked at before the fault is found."""
    names = {place[0] for _, place in fault.changes}
    if names & {"caps", "supply"}:
        return len(SECTIONS)
    return next((index for index, section in enumerate(SECTIONS) if section in names), -1)


def break_document(*faults: Fault) -> Document:
    """The good document with faults, without the keys that nobody looks at before the first is found."""
    document = make_good()
    for index, section in enumerate(SECTIONS):
        if compute_stage(faults[0]) < index and all(compute_stage(fault) != index for fault in faults):
            holder, last = (document, "validator") if section == "validator" else (document[section], "signers")
            holder[last] = []
    for fault in faults:
        for value, place in fault.changes:
            apply_change(document, value, place)
    return document


def apply_change(document: Document, value: Any, place: Path) -> None:
    """Put a value into a place, or take out what is there."""
    holder, last = change(document, *place)
    if value is REMOVE:
        del holder[last]
    else:
        holder[last] = value


def list_pairs(faults: tuple[Fault, ...]) -> Iterator[tuple[Fault, Fault]]:
    """Neighbours that can be there at once, and the next but one where they cannot."""
    for index, first in enumerate(faults[:-1]):
        second = next(fault for fault in faults[index + 1 :] if not share_place(first, fault))
        if break_document(first, second) != break_document(first):  # else the first alone leaves out so much already
            yield first, second


def share_place(first: Fault, second: Fault) -> bool:
    """Whether two faults change the same place, so that one would undo the other."""
    return bool({place for _, place in first.changes} & {place for _, place in second.changes})


def make_fault_case(fault: Fault, *flags: str) -> Case:
    """The case of one fault."""
    return Case(f"reject-{fault.name}", fault.title, ask(break_document(fault)), flags or ("missing-check",))


def ask(document: Document) -> GenesisTextInput:
    """The input that a document makes."""
    return GenesisTextInput(write_toml(document))


@cases("transactions/validate_genesis")
def fault_cases() -> Iterator[Case]:
    """Each fault by itself."""
    for fault in (*list_faults_in_order(), *list_key_faults()):
        yield make_fault_case(fault)
    for fault in list_further_faults():
        yield make_fault_case(fault)
    for name, amount in make_good()["caps"].items():
        if name != "treasury":
            title = f"The bucket {name} holds a quanta more than its cap"
            fault = one(f"cap-of-{name.replace('_', '-')}", title, str(int(amount) - 1), "caps", name)
            yield make_fault_case(fault, "boundary")


def list_further_faults() -> Iterator[Fault]:
    """The other sides and the other kinds of faults."""
    for name in ("airdrop", "validator_rewards", "validator_stake"):
        title = f"An allocation is out of the bucket {name}"
        yield one(f"bucket-{name.replace('_', '-')}", title, name, "allocation", 0, "bucket")
    for number, address in enumerate(SYSTEM_ADDRESSES):
        title = "An allocation is to an account of the protocol"
        yield one(f"reserved-{number}", title, show(address), "allocation", 0, "address")
    title = "A validator is an account of the protocol"
    yield one("validator-system", title, show(SYSTEM_ADDRESSES[3]), "validator", 0, "address")
    title = "An account of the protocol operates a validator"
    yield one("operator-system", title, show(SYSTEM_ADDRESSES[3]), "validator", 0, "operator")
    title = "Two allocations are of one account, named once by its address and once by its key"
    yield one("account-and-key", title, make_account("owner"), "allocation", 0, "address")
    title = "A coefficient of a key is not below the modulus"
    yield one("key-coefficient", title, BAD_COEFFICIENT, "allocation", WITH_KEY, "public_key")
    yield one("airdrop-pool-long", "A quanta too much is in the pool", "201", "airdrop", "pool")
    less = str(int(make_good()["supply"]) - 1)
    yield one("supply-below-sum", "The supply is a quanta less than is handed out", less, "supply")
    for name, supply in (("below", GENESIS_SUPPLY - 1), ("above", GENESIS_SUPPLY + 1)):
        changes = (("mainnet", ("preset",)), (str(supply), ("supply",)))
        yield Fault(f"supply-{name}-mainnet", f"A quanta {name} the supply of the mainnet", changes)
    second = [show_key("signer 0"), BAD_HEADER]
    yield one(
        "second-signer-key", "The key of the second signer begins with another byte", second, "treasury", "signers"
    )


@cases("transactions/validate_genesis")
def wide_cases() -> Iterator[Case]:
    """Sums of more than 128 bits, which would be right if they wrapped around."""
    supply = int(make_good()["supply"]) - 5_000 + U128_MAX - 2**128
    founders = Fault(
        "wide-sum",
        "What is handed out is the supply and 2**128 quanta",
        (
            (str(U128_MAX), ("allocation", 0, "amount")),
            (str(U128_MAX), ("caps", "founders")),
            (str(supply), ("supply",)),
        ),
    )
    stakes = one(
        "wide-bucket", "What is bonded is below the cap and 2**128 quanta", str(U128_MAX), "validator", 0, "stake"
    )
    for fault in (founders, stakes):
        yield make_fault_case(fault, "overflow")


@cases("transactions/validate_genesis")
def order_cases() -> Iterator[Case]:
    """Two faults at once: the one that comes first in the order of checks is named."""
    pairs = (*list_pairs(list_faults_in_order()), *list_pairs(list_key_faults()), *list_special_pairs())
    for first, second in pairs:
        yield Case(
            f"order-{first.name}-before-{second.name}",
            f"{first.title}; that comes before: {second.title[0].lower()}{second.title[1:]}",
            ask(break_document(first, second)),
            ("order-of-checks",),
        )


def list_special_pairs() -> Iterator[tuple[Fault, Fault]]:
    """All of an allocation comes before the next, and the same with validators; a repeated signer before its key."""
    accounts = {fault.name: fault for fault in (*list_account_faults(), *list_key_faults())}
    yield accounts["vesting-above-amount"], accounts["amount-of-key-zero"]
    operator = next(fault for fault in list_validator_faults() if fault.name == "operator-reserved")
    yield operator, one("next-validator", "A validator is nobody", show(ZERO_ADDRESS), "validator", 1, "address")
    twice = one("signer-repeated", "A signer is there twice", [BAD_HEADER] * 2, "treasury", "signers")
    yield twice, Fault("its-key", "Its key begins with another byte", ())

"""Access lists.

A transaction may say beforehand what it touches. The list is part of what is signed, so it has one form:
an account stands there once for what is only read and once for what is written, and a slot stands there
once. Whether a slot exists is not asked. The order of entries is the sender's own.

Source: book, chapter 11, section 11.6 and 11.12, step 2.  Decision: D-16, R-189 (what counts as twice).
"""

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import Address, SlotKey
from pyde_spec.types.transaction import AccessList, AccessType


def validate_access_list(access_list: AccessList) -> None:
    """Raises unless every entry and every slot stands there once.

    Rejects with `ACCESS_ENTRY_REPEATED` for two entries of one account and one kind of access, then with
    `ACCESS_SLOT_REPEATED` for a slot that stands twice under one account, in one entry or in both.
    """
    entries: set[tuple[Address, AccessType]] = set()
    slots: set[tuple[Address, SlotKey]] = set()
    for entry in access_list:
        if (entry.address, entry.access_type) in entries:
            raise Rejected(Reason.ACCESS_ENTRY_REPEATED, entry.address.hex())
        entries.add((entry.address, entry.access_type))
    for entry in access_list:
        for slot in entry.storage_keys:
            if (entry.address, slot) in slots:
                raise Rejected(Reason.ACCESS_SLOT_REPEATED, slot.hex())
            slots.add((entry.address, slot))

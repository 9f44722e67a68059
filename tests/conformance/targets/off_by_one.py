"""A client whose nonce window is one too wide: it takes the nonce at base + 16."""

from skeleton import GREETING, main, respond

WINDOW_SIZE = 17


def reject(reason):
    return {"reject": {"stage": "validate", "reason": reason}}


def use_nonce(given):
    base, used, nonce = int(given["window"]["base"]), given["window"]["used"], int(given["nonce"])
    offset = nonce - base
    if offset < 0:
        return reject("nonce_too_low")
    if offset >= WINDOW_SIZE:
        return reject("nonce_too_high")
    if used >> offset & 1:
        return reject("nonce_already_used")
    used |= 1 << offset
    while used & 1:
        base, used = base + 1, used >> 1
    if base >= 2**64:
        return reject("nonce_exhausted")
    return {"ok": {"window": {"base": str(base), "used": used}}}


if __name__ == "__main__":
    main(
        {**GREETING, "handlers": ["accounts/use_nonce"]},
        lambda request: respond(request, use_nonce(request["params"]["input"])),
    )

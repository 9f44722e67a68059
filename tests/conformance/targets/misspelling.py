"""A client that is right about the one handler it means, and claims two more that do not exist."""

import off_by_one
from skeleton import GREETING, main, respond

off_by_one.WINDOW_SIZE = 16

if __name__ == "__main__":
    main(
        {**GREETING, "handlers": ["accounts/use_nonces", "accounts/use_nonce", "account/*", "accounts/use_nonces"]},
        lambda request: respond(request, off_by_one.use_nonce(request["params"]["input"])),
    )

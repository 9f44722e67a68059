"""A client that ends at every nonce but the lowest, and leaves a mark for each time in the file it is given."""

import os
import sys
from pathlib import Path

from skeleton import GREETING, main, respond


def answer(request):
    given = request["params"]["input"]
    if given["nonce"] == given["window"]["base"]:
        used, slid = given["window"]["used"] | 1, 0
        while used & 1:
            used, slid = used >> 1, slid + 1
        if int(given["nonce"]) + slid < 2**64 and not given["window"]["used"] & 1:
            respond(request, {"ok": {"window": {"base": str(int(given["nonce"]) + slid), "used": used}}})
            return
    with Path(sys.argv[1]).open("a") as marks:
        marks.write("x")
    os._exit(1)


if __name__ == "__main__":
    main({**GREETING, "handlers": ["accounts/use_nonce"]}, answer)

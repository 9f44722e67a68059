"""Vectors of BLAKE3: the inputs of the published vectors around its blocks, chunks and trees."""

from collections.abc import Iterator

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.inputs import HashInput, HashOutput, make_pattern
from pyde_vectors.handlers import handler


@handler("crypto/blake3", rules=[blake3_hash])
def run_blake3(_: Parameters, given: HashInput) -> HashOutput:
    """Hash with BLAKE3."""
    return HashOutput(blake3_hash(given.data))


PUBLISHED = {
    0: "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    1: "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
    2: "7b7015bb92cf0b318037702a6cdd81dee41224f734684c2c122cd6359cb1ee63",
    7: "3f8770f387faad08faa9d8414e9f449ac68e6ff0417f673f602a646a891419fe",
    8: "2351207d04fc16ade43ccab08600939c7c1fa70a5c0aaca76063d04c3228eaeb",
    63: "e9bc37a594daad83be9470df7f7b3798297c3d834ce80ba85d6e207627b7db7b",
    64: "4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98",
    65: "de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee",
    127: "d81293fda863f008c09e92fc382a81f5a0b4a1251cba1634016a0f86a6bd640d",
    128: "f17e570564b26578c33bb7f44643f539624b05df1a76c81f30acd548c44b45ef",
    129: "683aaae9f3c5ba37eaaf072aed0f9e30bac0865137bae68b1fde4ca2aebdcb12",
    1_023: "10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
    1_024: "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
    1_025: "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
    2_048: "e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a",
    2_049: "5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030",
    3_072: "b98cb0ff3623be03326b373de6b9095218513e64f1ee2edd2525c7ad1e5cffd2",
    3_073: "7124b49501012f81cc7f11ca069ec9226cecb8a2c850cfe644e327d22d3e1cd3",
    4_096: "015094013f57a5277b59d8475c0501042c0b642e531b0a1c8f58d2163229e969",
    4_097: "9b4052b38f1c5fc8b1f9ff7ac7b27cd242487b3d890d15c96a1c25b8aa0fb995",
    7_168: "61da957ec2499a95d6b8023e2b0e604ec7f6b50e80a9678b89d2628e99ada77a",
    7_169: "a003fc7a51754a9b3c7fae0367ab3d782dccf28855a03d435f8cfe74605e7817",
    8_192: "aae792484c8efe4f19e2ca7d371d8c467ffb10748d8a5a1ae579948f718a2a63",
    8_193: "bab6c09cb8ce8cf459261398d2e7aef35700bf488116ceb94a36d0f5f1b7bc3b",
    31_744: "62b6960e1a44bcc1eb1a611a8d6235b6b4b78f32e7abc4fb4c6cdcce94895c47",
}
"""Published hashes by length of input; the input counts from 0 to 250 and starts again."""


@cases("crypto/blake3")
def blake3_cases() -> Iterator[Case]:
    """Both sides of a block of 64 bytes, of a chunk of 1,024, and of the shapes of the tree over them."""
    for length, digest in PUBLISHED.items():
        yield Case(
            f"length-{length}",
            f"The published hash of {length} counting bytes",
            HashInput(make_pattern(length)),
            ("boundary", "known-answer"),
            {"ok": {"digest": "0x" + digest}},
        )

// The round constants of Poseidon2, read off the Grain shift register.
//
// The register's first eighty bits spell out the instance; each step shifts in the exclusive-or of
// six taps. After 160 discarded bits, bits come in pairs: when the first is 1 the second is kept.
// Sixty-four kept bits, the most significant first, make a value; values not below the modulus are
// passed over.

const PRIME_FIELD = 1;
const POWER_SBOX = 0;
const FIELD_BITS = 64;
const TAPS = [62, 51, 38, 23, 13, 0];
const DISCARDED = 160;

function* registerBits(start) {
  const register = [...start];
  for (;;) {
    const bit = TAPS.reduce((sum, tap) => sum ^ register[tap], 0);
    register.shift();
    register.push(bit);
    yield bit;
  }
}

function* keptBits(start) {
  const bits = registerBits(start);
  for (let i = 0; i < DISCARDED; i += 1) bits.next();
  for (;;) {
    const selector = bits.next().value;
    const candidate = bits.next().value;
    if (selector === 1) yield candidate;
  }
}

export function deriveConstants({ modulus, width, externalRounds, internalRounds, count }) {
  const instance = [
    [PRIME_FIELD, 2],
    [POWER_SBOX, 4],
    [FIELD_BITS, 12],
    [width, 12],
    [externalRounds, 10],
    [internalRounds, 10],
    [2 ** 30 - 1, 30],
  ];
  const start = instance.flatMap(([value, size]) => [...value.toString(2).padStart(size, '0')].map(Number));
  const bits = keptBits(start);
  const constants = [];
  while (constants.length < count) {
    let value = 0n;
    for (let i = 0; i < FIELD_BITS; i += 1) value = (value << 1n) | BigInt(bits.next().value);
    if (value < modulus) constants.push(value);
  }
  return constants;
}

// Poseidon2 over the Goldilocks field, and the sponge that hashes bytes with it.
//
// Width 8, rate 4, S-box x^7, 4 + 22 + 4 rounds: the original instance of the paper's authors. The
// round constants are derived, not listed; see grain.mjs. Elements are BigInts below the modulus.

import { deriveConstants } from './grain.mjs';

const P = 2n ** 64n - 2n ** 32n + 1n;

const WIDTH = 8;
const RATE = 4;
const HALF_EXTERNAL_ROUNDS = 4;
const INTERNAL_ROUNDS = 22;
const CHUNK_BYTES = 7; // seven bytes are always below the modulus

const INTERNAL_DIAGONAL = [
  0xa98811a1fed4e3a5n, 0x1cc48b54f377e2a0n, 0xe40cd4f6c5609a26n, 0x11de79ebca97a4a3n,
  0x9177c73d8b7e929cn, 0x2a6fe8085797e791n, 0x3de6e93329f8d5adn, 0x3f7af9125da962fen,
];

const EXTERNAL_CONSTANTS = WIDTH * HALF_EXTERNAL_ROUNDS;
const CONSTANTS = deriveConstants({
  modulus: P,
  width: WIDTH,
  externalRounds: 2 * HALF_EXTERNAL_ROUNDS,
  internalRounds: INTERNAL_ROUNDS,
  count: 2 * EXTERNAL_CONSTANTS + INTERNAL_ROUNDS,
});
const FIRST_EXTERNAL = CONSTANTS.slice(0, EXTERNAL_CONSTANTS);
const INTERNAL = CONSTANTS.slice(EXTERNAL_CONSTANTS, EXTERNAL_CONSTANTS + INTERNAL_ROUNDS);
const LAST_EXTERNAL = CONSTANTS.slice(EXTERNAL_CONSTANTS + INTERNAL_ROUNDS);

function sbox(x) {
  const square = (x * x) % P;
  const fourth = (square * square) % P;
  return (((fourth * square) % P) * x) % P;
}

function mixFour([a, b, c, d]) {
  return [
    5n * a + 7n * b + c + 3n * d,
    4n * a + 6n * b + c + d,
    a + 3n * b + 5n * c + 7n * d,
    a + b + 4n * c + 6n * d,
  ];
}

// Each half by itself, then the halves with each other.
function externalLayer(state) {
  const low = mixFour(state.slice(0, 4));
  const high = mixFour(state.slice(4));
  return [...low.map((a, i) => (2n * a + high[i]) % P), ...low.map((a, i) => (a + 2n * high[i]) % P)];
}

function internalLayer(state) {
  const sum = state.reduce((total, x) => total + x, 0n);
  return state.map((x, i) => (x * INTERNAL_DIAGONAL[i] + sum) % P);
}

function externalRounds(state, constants) {
  for (let start = 0; start < constants.length; start += WIDTH) {
    state = externalLayer(state.map((x, i) => sbox(x + constants[start + i])));
  }
  return state;
}

export function permute(state) {
  state = externalRounds(externalLayer(state), FIRST_EXTERNAL);
  for (const constant of INTERNAL) {
    state = internalLayer([sbox(state[0] + constant), ...state.slice(1)]);
  }
  return externalRounds(state, LAST_EXTERNAL);
}

// Seven bytes to an element, little-endian, then one element with the length of the input.
function toElements(data) {
  const elements = [];
  for (let start = 0; start < data.length; start += CHUNK_BYTES) {
    let element = 0n;
    for (const byte of data.subarray(start, start + CHUNK_BYTES).toReversed()) {
      element = (element << 8n) | BigInt(byte);
    }
    elements.push(element);
  }
  elements.push(BigInt(data.length));
  return elements;
}

// The 32-byte hash of a Buffer of any length.
export function poseidon2Hash(data) {
  const elements = toElements(data);
  let state = new Array(WIDTH).fill(0n);
  for (let start = 0; start < elements.length; start += RATE) {
    const block = elements.slice(start, start + RATE);
    // A block overwrites the first cells. A short last block leaves the others as they are: nothing pads.
    state = permute([...block, ...state.slice(block.length)]);
  }
  const digest = Buffer.alloc(8 * RATE);
  state.slice(0, RATE).forEach((x, i) => digest.writeBigUInt64LE(x, 8 * i));
  return digest;
}

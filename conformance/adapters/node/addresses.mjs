// Addresses: every one is a Poseidon2 hash, all 32 bytes of it.

import { encode } from './borsh.mjs';
import { poseidon2Hash } from './poseidon2.mjs';
import { reject } from './rejections.mjs';
import { U64 } from './shapes.mjs';

const CREATE2_PREFIX = Buffer.of(0xff);
const PARACHAIN_PREFIX = Buffer.from('pyde-parachain:', 'ascii');
const NAME_SIZE_MAX = 32;

// A user's address: the hash of the whole public key, header byte included.
export const eoaAddress = (publicKey) => poseidon2Hash(publicKey);

export const createAddress = (deployer, nonce) => poseidon2Hash(Buffer.concat([deployer, encode(U64, nonce)]));

export const create2Address = (deployer, salt, codeHash) =>
  poseidon2Hash(Buffer.concat([CREATE2_PREFIX, deployer, salt, codeHash]));

// The id of a parachain: the hash of its name, which must be a valid one.
export function parachainId(name) {
  validateName(name);
  return poseidon2Hash(Buffer.concat([PARACHAIN_PREFIX, Buffer.from(name, 'utf8')]));
}

export function validateName(name) {
  const size = Buffer.byteLength(name, 'utf8');
  if (size === 0) reject('name_empty');
  if (size > NAME_SIZE_MAX) reject('name_too_long');
  if (!/^[a-z0-9-]*$/.test(name)) reject('name_character_not_allowed');
  if (name.startsWith('-') || name.endsWith('-')) reject('name_hyphen_at_end');
  if (name.includes('--')) reject('name_hyphens_together');
}

// The stored and shown forms of accounts, names and vesting: layouts only, no rules.

import { nonceWindow } from './nonce_window.mjs';
import { U8, U32, U64, U128, bytes, enumeration, fixed, list, option, record, text } from './shapes.mjs';
import { WIRE_TYPES } from './types.mjs';

const address = fixed(32);
const hash = fixed(32);
const accountType = enumeration({ eoa: 0, contract: 1, system: 2 });

// The leaf of the state, with the authorisation keys in a leaf of their own.
export const accountRecord = record({
  address, nonce: nonceWindow, balance: U128, code_hash: hash, storage_root: hash, account_type: accountType,
  gas_tank: U128, key_nonce: U32,
});

// The whole account, as it is shown.
export const account = record({
  address, nonce: nonceWindow, balance: U128, code_hash: hash, storage_root: hash, account_type: accountType,
  auth_keys: WIRE_TYPES.AuthKeys, gas_tank: U128, key_nonce: U32,
});

// What the signature field of a transaction carries when t of n signers sign.
export const multiSignature = list(16, record({ key_index: U8, signature: bytes(809) }));

export const nameRegistration = record({
  namespace: enumeration({ contract: 0, parachain: 1 }), name: text(64), owner: address, target: address, years: U8,
});

export const nameRecord = record({ owner: address, target: address, paid_until: U64, retired_at: option(U64) });

export const vestingSchedule = record({ start_wave: U64, cliff_waves: U64, duration_waves: U64, total_amount: U128 });

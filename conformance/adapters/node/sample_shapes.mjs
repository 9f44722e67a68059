// The sample shapes that the vectors of the chapter encoding use: one of every kind, small caps.
// A client needs them for the handlers encoding/* only, and nowhere in its own code.

import {
  U8, U16, U32, U64, U128, boolean, bytes, enumeration, fixed, list, map, option, record, signed, text, union,
} from './shapes.mjs';

const CAP = 4;

const colour = enumeration({ red: 0, dark_green: 1, blue: 3 });
const pair = { left: U8, right: U8 };
const choice = union({ nothing: [0, {}], count: [2, { number: U16 }], pair: [3, pair] });

export const SAMPLE_SHAPES = {
  u8: U8,
  u16: U16,
  u32: U32,
  u64: U64,
  u128: U128,
  i32: signed(32),
  i64: signed(64),
  bool: boolean,
  bytes4: fixed(4),
  bytes: bytes(CAP),
  text: text(CAP),
  list_u16: list(CAP, U16),
  list_u128: list(CAP, U128),
  list_signed: list(CAP, signed(32)),
  list_bytes4: list(CAP, fixed(4)),
  list_text: list(CAP, text(CAP)),
  list_list: list(CAP, list(CAP, U8)),
  list_option: list(CAP, option(U8)),
  list_enumeration: list(CAP, colour),
  list_union: list(CAP, choice),
  list_pair: list(CAP, record(pair)),
  map_u8_u16: map(CAP, U8, U16),
  map_text_bool: map(CAP, text(CAP), boolean),
  option_u32: option(U32),
  enumeration: colour,
  union: choice,
  record: record({ from: U8, flag: boolean, label: text(CAP), choices: list(CAP, choice), maybe: option(U16) }),
};

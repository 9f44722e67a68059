// Shapes: how the values of a type lie on the wire and in JSON.
//
// A type is described once, as data, and two modules walk the description: borsh.mjs for bytes,
// json_form.mjs for JSON. This is how each shape's values are held in JavaScript:
//
//   unsigned, signed   a number up to 32 bits, a BigInt above (a number is exact only to 2^53)
//   boolean            true or false
//   fixed, bytes       a Buffer
//   text               a string
//   list               an array
//   map                an array of [key, value] pairs, keys ascending
//   option             the value, or null
//   record             an object with its fields
//   enumeration        the name of the member, a string
//   union              { variant: the name, content: an object with the variant's fields }
//   json               any JSON value, handed through as it stands

export const unsigned = (bits) => ({ kind: 'unsigned', bits });
export const signed = (bits) => ({ kind: 'signed', bits });
export const boolean = { kind: 'boolean' };
export const fixed = (size) => ({ kind: 'fixed', size });
export const bytes = (cap) => ({ kind: 'bytes', cap });
export const text = (cap) => ({ kind: 'text', cap });
export const list = (cap, element) => ({ kind: 'list', cap, element });
export const map = (cap, key, value) => ({ kind: 'map', cap, key, value });
export const option = (element) => ({ kind: 'option', element });
export const json = { kind: 'json' };

// record({ name: shape, … }), the fields in wire order.
export const record = (fields) => ({
  kind: 'record',
  fields: Object.entries(fields).map(([name, shape]) => ({ name, shape })),
});

// enumeration({ name: tag, … }).
export const enumeration = (tags) => ({ kind: 'enumeration', tags });

// union({ name: [tag, { field: shape, … }], … }).
export const union = (variants) => ({
  kind: 'union',
  variants: Object.entries(variants).map(([name, [tag, fields]]) => ({ name, tag, record: record(fields) })),
});

export const U8 = unsigned(8);
export const U16 = unsigned(16);
export const U32 = unsigned(32);
export const U64 = unsigned(64);
export const U128 = unsigned(128);

// Whether values of an integer shape are held as numbers, in JavaScript and in JSON alike.
export const isHeldAsNumber = (shape) => shape.bits <= 32;

// Whether one key of a map comes before another: integers by value, bytes and texts by their bytes.
export function isBefore(left, right) {
  if (typeof left === 'string') return Buffer.compare(Buffer.from(left), Buffer.from(right)) < 0;
  if (Buffer.isBuffer(left)) return Buffer.compare(left, right) < 0;
  return left < right;
}

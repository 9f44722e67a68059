// The wire form: Borsh, decoded strictly.
//
// Fields in order, integers little-endian, lengths as four bytes. Exactly one byte string decodes
// to a value. Everything else is rejected with the reason of the first rule that it breaks, reading
// from the front; a length is checked against its cap and then against what is left of the input
// before anything is allocated.

import { reject } from './rejections.mjs';
import { isBefore, isHeldAsNumber } from './shapes.mjs';

const LENGTH_SIZE = 4;

export function encode(shape, value) {
  switch (shape.kind) {
    case 'unsigned':
    case 'signed':
      return encodeInteger(value, shape.bits);
    case 'boolean':
      return Buffer.of(value ? 1 : 0);
    case 'fixed':
      return value;
    case 'bytes':
      return Buffer.concat([encodeLength(value.length), value]);
    case 'text':
      return encode({ kind: 'bytes' }, Buffer.from(value, 'utf8'));
    case 'list':
      return Buffer.concat([encodeLength(value.length), ...value.map((item) => encode(shape.element, item))]);
    case 'map':
      return Buffer.concat([
        encodeLength(value.length),
        ...value.flatMap(([key, item]) => [encode(shape.key, key), encode(shape.value, item)]),
      ]);
    case 'option':
      return value === null ? Buffer.of(0) : Buffer.concat([Buffer.of(1), encode(shape.element, value)]);
    case 'record':
      return Buffer.concat(shape.fields.map((field) => encode(field.shape, value[field.name])));
    case 'enumeration':
      return Buffer.of(shape.tags[value]);
    case 'union': {
      const variant = shape.variants.find(({ name }) => name === value.variant);
      return Buffer.concat([Buffer.of(variant.tag), encode(variant.record, value.content)]);
    }
  }
  throw new Error(`${shape.kind} has no wire form`);
}

function encodeInteger(value, bits) {
  const out = Buffer.alloc(bits / 8);
  let rest = BigInt.asUintN(bits, BigInt(value)); // a negative integer becomes its two's complement
  for (let i = 0; i < out.length; i += 1) {
    out[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return out;
}

const encodeLength = (length) => encodeInteger(length, 8 * LENGTH_SIZE);

// The value whose wire form is the whole of the input.
export function decode(shape, input) {
  const reader = new Reader(input);
  const value = reader.read(shape);
  if (reader.left > 0) reject('trailing_bytes', `${reader.left} bytes after the value`);
  return value;
}

class Reader {
  constructor(input) {
    this.input = input;
    this.position = 0;
  }

  get left() {
    return this.input.length - this.position;
  }

  take(size) {
    if (size > this.left) reject('unexpected_end', `${size} bytes due at offset ${this.position}`);
    this.position += size;
    return this.input.subarray(this.position - size, this.position);
  }

  takeByte() {
    return this.take(1)[0];
  }

  read(shape) {
    switch (shape.kind) {
      case 'unsigned':
      case 'signed':
        return this.readInteger(shape);
      case 'boolean':
        return this.readFlag('invalid_bool');
      case 'fixed':
        return this.take(shape.size);
      case 'bytes':
        return this.take(this.readLength(shape.cap, 1));
      case 'text':
        return decodeUtf8(this.take(this.readLength(shape.cap, 1)));
      case 'list':
        return this.readList(shape);
      case 'map':
        return this.readMap(shape);
      case 'option':
        return this.readFlag('invalid_option_tag') ? this.read(shape.element) : null;
      case 'record':
        return this.readRecord(shape);
      case 'enumeration':
        return this.readEnumeration(shape);
      case 'union':
        return this.readUnion(shape);
    }
    throw new Error(`${shape.kind} has no wire form`);
  }

  readInteger(shape) {
    const raw = this.take(shape.bits / 8);
    let value = 0n;
    for (let i = raw.length - 1; i >= 0; i -= 1) {
      value = (value << 8n) | BigInt(raw[i]);
    }
    if (shape.kind === 'signed') value = BigInt.asIntN(shape.bits, value);
    return isHeldAsNumber(shape) ? Number(value) : value;
  }

  readFlag(reason) {
    const byte = this.takeByte();
    if (byte > 1) reject(reason, `byte ${byte}`);
    return byte === 1;
  }

  // A length prefix for items that take at least `minimumSize` bytes each.
  readLength(cap, minimumSize) {
    const length = this.take(LENGTH_SIZE).readUInt32LE();
    if (length > cap) reject('length_over_cap', `${length}, cap ${cap}`);
    if (length * minimumSize > this.left) reject('length_over_input', `${length}, ${this.left} bytes left`);
    return length;
  }

  readList(shape) {
    const length = this.readLength(shape.cap, minimumSize(shape.element));
    const items = [];
    for (let i = 0; i < length; i += 1) items.push(this.read(shape.element));
    return items;
  }

  readMap(shape) {
    const length = this.readLength(shape.cap, minimumSize(shape.key) + minimumSize(shape.value));
    const pairs = [];
    for (let i = 0; i < length; i += 1) {
      const key = this.read(shape.key);
      if (i > 0 && !isBefore(pairs[i - 1][0], key)) reject('keys_not_ascending', `pair ${i}`);
      pairs.push([key, this.read(shape.value)]);
    }
    return pairs;
  }

  readRecord(shape) {
    const value = {};
    for (const field of shape.fields) value[field.name] = this.read(field.shape);
    return value;
  }

  readEnumeration(shape) {
    const tag = this.takeByte();
    for (const [name, known] of Object.entries(shape.tags)) {
      if (known === tag) return name;
    }
    return reject('unknown_tag', `tag ${tag}`);
  }

  readUnion(shape) {
    const tag = this.takeByte();
    const variant = shape.variants.find((known) => known.tag === tag);
    if (variant === undefined) reject('unknown_tag', `tag ${tag}`);
    return { variant: variant.name, content: this.read(variant.record) };
  }
}

// `fatal` refuses what is not UTF-8; `ignoreBOM` keeps a byte order mark, which is text like any other.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUtf8(raw) {
  try {
    return utf8.decode(raw);
  } catch {
    return reject('invalid_utf8');
  }
}

// The fewest bytes that a value of the shape takes on the wire.
function minimumSize(shape) {
  switch (shape.kind) {
    case 'unsigned':
    case 'signed':
      return shape.bits / 8;
    case 'fixed':
      return shape.size;
    case 'bytes':
    case 'text':
    case 'list':
    case 'map':
      return LENGTH_SIZE;
    case 'record':
      return shape.fields.reduce((sum, field) => sum + minimumSize(field.shape), 0);
    case 'union':
      return 1 + Math.min(...shape.variants.map((variant) => minimumSize(variant.record)));
    default: // boolean, option, enumeration
      return 1;
  }
}

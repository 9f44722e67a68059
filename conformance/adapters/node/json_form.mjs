// The JSON form of values, both ways and strictly.
//
// A record is an object, a byte string is 0x and lower-case hexadecimal digits, an integer is a
// number up to 32 bits and a decimal string above, a variant is its name or { name: payload }.
// One value has one form; anything else is rejected with the first rule that it breaks.

import { reject } from './rejections.mjs';
import { isBefore, isHeldAsNumber } from './shapes.mjs';

const HEX = /^0x(?:[0-9a-f]{2})*$/;
const DECIMAL = { unsigned: /^(?:0|[1-9][0-9]*)$/, signed: /^(?:0|-?[1-9][0-9]*)$/ };
const DECIMAL_DIGITS_MAX = 40; // as many as 128 bits with a sign need

export function toJson(shape, value) {
  switch (shape.kind) {
    case 'unsigned':
    case 'signed':
      return isHeldAsNumber(shape) ? value : value.toString();
    case 'fixed':
    case 'bytes':
      return `0x${value.toString('hex')}`;
    case 'list':
      return value.map((item) => toJson(shape.element, item));
    case 'map':
      return value.map(([key, item]) => ({ key: toJson(shape.key, key), value: toJson(shape.value, item) }));
    case 'option':
      return value === null ? null : toJson(shape.element, value);
    case 'record':
      return Object.fromEntries(shape.fields.map(({ name, shape: inner }) => [name, toJson(inner, value[name])]));
    case 'union':
      return unionToJson(shape, value);
    default: // boolean, text, enumeration, json
      return value;
  }
}

function unionToJson(shape, value) {
  const variant = shape.variants.find(({ name }) => name === value.variant);
  const { fields } = variant.record;
  if (fields.length === 0) return variant.name;
  if (fields.length === 1) return { [variant.name]: toJson(fields[0].shape, value.content[fields[0].name]) };
  return { [variant.name]: toJson(variant.record, value.content) };
}

export function fromJson(shape, form) {
  switch (shape.kind) {
    case 'unsigned':
      return readInteger(shape, form, 0n, 2n ** BigInt(shape.bits) - 1n);
    case 'signed':
      return readInteger(shape, form, -(2n ** BigInt(shape.bits - 1)), 2n ** BigInt(shape.bits - 1) - 1n);
    case 'boolean':
      return checkType(form, 'boolean');
    case 'fixed':
      return readFixed(shape, form);
    case 'bytes':
      return checkCap(readHex(form), shape.cap);
    case 'text':
      return readText(shape, form);
    case 'list':
      return checkCap(checkType(form, 'array'), shape.cap).map((item) => fromJson(shape.element, item));
    case 'map':
      return readMap(shape, form);
    case 'option':
      return form === null ? null : fromJson(shape.element, form);
    case 'record':
      return readRecord(shape, form);
    case 'enumeration':
      return readMember(shape, form);
    case 'union':
      return readUnion(shape, form);
    default: // json
      return form;
  }
}

function jsonType(form) {
  if (form === null) return 'null';
  if (Array.isArray(form)) return 'array';
  // JSON has one type of number, this form has integers only.
  if (typeof form === 'number') return Number.isInteger(form) ? 'integer' : 'fraction';
  return typeof form;
}

function checkType(form, expected) {
  if (jsonType(form) !== expected) reject('json_wrong_type', `${jsonType(form)}, not ${expected}`);
  return form;
}

function checkCap(content, cap) {
  if (content.length > cap) reject('json_length_over_cap', `${content.length}, cap ${cap}`);
  return content;
}

function readInteger(shape, form, lowest, highest) {
  if (isHeldAsNumber(shape)) {
    checkType(form, 'integer');
  } else {
    checkType(form, 'string');
    if (!DECIMAL[shape.kind].test(form)) reject('json_integer_not_canonical', form.slice(0, 50));
    if (form.length > DECIMAL_DIGITS_MAX) reject('json_integer_out_of_range', `${form.length} digits`);
  }
  const value = BigInt(form);
  if (value < lowest || value > highest) reject('json_integer_out_of_range', `${value} in ${shape.bits} bits`);
  return isHeldAsNumber(shape) ? Number(value) : value;
}

function readHex(form) {
  checkType(form, 'string');
  if (!HEX.test(form)) reject('json_hex_not_canonical', form.slice(0, 50));
  return Buffer.from(form.slice(2), 'hex');
}

function readFixed(shape, form) {
  const content = readHex(form);
  if (content.length !== shape.size) reject('json_wrong_length', `${content.length} bytes, not ${shape.size}`);
  return content;
}

// A text is capped in bytes of UTF-8, not in characters.
function readText(shape, form) {
  checkType(form, 'string');
  if (!form.isWellFormed()) reject('json_text_not_encodable');
  checkCap(Buffer.from(form, 'utf8'), shape.cap);
  return form;
}

// An object with exactly these names: first none too many, then none missing.
function checkNames(form, names) {
  checkType(form, 'object');
  for (const name of Object.keys(form)) {
    if (!names.includes(name)) reject('json_unknown_field', name.slice(0, 50));
  }
  for (const name of names) {
    if (!Object.hasOwn(form, name)) reject('json_missing_field', name);
  }
}

function readRecord(shape, form) {
  checkNames(form, shape.fields.map((field) => field.name));
  return Object.fromEntries(shape.fields.map(({ name, shape: inner }) => [name, fromJson(inner, form[name])]));
}

function readMember(shape, form) {
  checkType(form, 'string');
  if (!Object.hasOwn(shape.tags, form)) reject('json_unknown_variant', form.slice(0, 50));
  return form;
}

// A variant with a payload is an object with one key; one without is a string.
function readUnion(shape, form) {
  const isObject = jsonType(form) === 'object' && Object.keys(form).length === 1;
  const name = isObject ? Object.keys(form)[0] : checkType(form, 'string');
  const variant = shape.variants.find((known) => known.name === name);
  if (variant === undefined) reject('json_unknown_variant', name.slice(0, 50));
  const { fields } = variant.record;
  if (isObject !== fields.length > 0) reject('json_unknown_variant', `${name}: payload missing or not due`);
  if (fields.length === 0) return { variant: name, content: {} };
  if (fields.length > 1) return { variant: name, content: readRecord(variant.record, form[name]) };
  return { variant: name, content: { [fields[0].name]: fromJson(fields[0].shape, form[name]) } };
}

function readMap(shape, form) {
  const entries = checkCap(checkType(form, 'array'), shape.cap);
  const pairs = [];
  for (const entry of entries) {
    checkNames(entry, ['key', 'value']);
    const key = fromJson(shape.key, entry.key);
    if (pairs.length > 0 && !isBefore(pairs.at(-1)[0], key)) reject('json_keys_not_ascending');
    pairs.push([key, fromJson(shape.value, entry.value)]);
  }
  return pairs;
}

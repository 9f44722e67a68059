// A conformance adapter: it puts a client's answers behind the conformance protocol.
//
// The runner starts this program and writes JSON-RPC 2.0 requests to its standard input, one a
// line; the program writes one line for each to its standard output, and logs, if it must, to
// standard error. Start with handlers.mjs to see what is answered, and replace the functions there
// by calls into your own client.

import { HANDLER_NAMES, InvalidInput, answer, isHandler } from './handlers.mjs';

// What this side has. The runner says in `initialize` what the run needs of each.
const SUPPORTED = {
  protocol_version: ['1'],
  fixture_format: ['1'],
  spec_version: ['1.0', '1.1'],
  preset: ['mainnet', 'minimal'],
};

const ERROR = {
  unparsable: -32700,
  invalidRequest: -32600,
  unknownMethod: -32601, // a method or a handler that does not exist
  invalidInput: -32602,
  internal: -32603,
  unsupportedVersion: -32001,
  notInitialised: -32002,
};

class ProtocolError extends Error {
  constructor(code, message, data) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

let terms = null; // what the runner said in `initialize`
let isFinished = false;

const METHODS = {
  initialize(params) {
    checkTerms(params);
    terms = params;
    return {
      name: 'pyde-node-adapter',
      version: '0.1.0',
      protocol_version: SUPPORTED.protocol_version[0],
      handlers: HANDLER_NAMES, // globs are allowed: 'encoding/*'
      batch: true,
    };
  },
  run: (params) => runCase(params),
  run_batch(params) {
    if (!Array.isArray(params.cases)) throw new ProtocolError(ERROR.invalidInput, 'cases is not a list');
    // One bad case gets an error of its own; the others are answered.
    return params.cases.map((one) => {
      try {
        return runCase(one);
      } catch (error) {
        return { error: describe(error) };
      }
    });
  },
  shutdown() {
    isFinished = true;
    return null;
  },
};

// Versions are exact: there is no nearest match.
function checkTerms(params) {
  for (const [name, known] of Object.entries(SUPPORTED)) {
    if (!known.includes(params[name])) {
      const message = `${name} ${JSON.stringify(params[name])} is not supported`;
      throw new ProtocolError(ERROR.unsupportedVersion, message, describeSupported());
    }
  }
}

const describeSupported = () => ({
  protocol_versions: SUPPORTED.protocol_version,
  fixture_formats: SUPPORTED.fixture_format,
  spec_versions: SUPPORTED.spec_version,
  presets: SUPPORTED.preset,
});

function runCase(params) {
  if (!isObject(params)) throw new ProtocolError(ERROR.invalidInput, 'a case is not an object');
  if (terms === null) throw new ProtocolError(ERROR.notInitialised, 'initialize comes first');
  const { handler, input } = params;
  if (typeof handler !== 'string') throw new ProtocolError(ERROR.invalidInput, 'handler is not a text');
  if (!isHandler(handler)) throw new ProtocolError(ERROR.unknownMethod, `no handler ${JSON.stringify(handler)}`);
  return answer(handler, input, terms);
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

// The error object of anything that was thrown. What nobody expected is an internal error, and the
// program goes on.
function describe(error) {
  if (error instanceof ProtocolError) return { code: error.code, message: error.message, data: error.data };
  if (error instanceof InvalidInput) return { code: ERROR.invalidInput, message: error.message };
  console.error(error);
  return { code: ERROR.internal, message: String(error.message) };
}

function parse(line) {
  try {
    return JSON.parse(strictUtf8.decode(line));
  } catch (error) {
    throw new ProtocolError(ERROR.unparsable, `not JSON: ${error.message}`);
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function checkRequest(request) {
  const isRequest = isObject(request) && request.jsonrpc === '2.0' && typeof request.method === 'string';
  if (!isRequest) throw new ProtocolError(ERROR.invalidRequest, 'not a JSON-RPC 2.0 request');
  if (!Object.hasOwn(METHODS, request.method)) {
    throw new ProtocolError(ERROR.unknownMethod, `no method ${JSON.stringify(request.method)}`);
  }
  if (!isObject(request.params ?? {})) throw new ProtocolError(ERROR.invalidInput, 'params is not an object');
}

// The response to one line, or null for a request without an id, which asks for no response.
function respond(line) {
  let id = null;
  try {
    const request = parse(line);
    if (isObject(request) && Object.hasOwn(request, 'id')) id = request.id;
    checkRequest(request);
    if (!Object.hasOwn(request, 'id')) return null;
    return { jsonrpc: '2.0', id, result: METHODS[request.method](request.params ?? {}) };
  } catch (error) {
    return { jsonrpc: '2.0', id, error: describe(error) };
  }
}

// Lines end at the byte 0x0a and nowhere else. Node's readline would also break a line at U+2028
// and U+2029, which may stand inside a JSON text.
async function* readLines(input) {
  let parts = [];
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      yield Buffer.concat([...parts, chunk.subarray(start, end)]);
      parts = [];
      start = end + 1;
    }
    parts.push(chunk.subarray(start));
  }
}

for await (const line of readLines(process.stdin)) {
  const response = respond(line);
  if (response !== null) process.stdout.write(`${JSON.stringify(response)}\n`);
  if (isFinished) break;
}

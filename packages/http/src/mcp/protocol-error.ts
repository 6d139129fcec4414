import { ErrorCode, SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/sdk/types.js';

/**
 * An error that the protocol answers with. Its text is fixed and names the fix: what the caller sent is not repeated. The SDK's own class puts the code into the text, where
 * a model reads it as well.
 */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** The protocol has a code for it, and the SDK no name. @see https://modelcontextprotocol.io/specification/2025-11-25/server/resources */
const resourceNotFound = -32_002;

/** Every error that this server answers with. */
export const protocolErrors = {
  cursor: [ErrorCode.InvalidParams, 'Unknown cursor. Leave it out to read the list from its beginning.'],
  resource: [resourceNotFound, 'Unknown resource. Use a uri of resources/list.'],
  tool: [ErrorCode.InvalidParams, 'Unknown tool. Use a name of tools/list.'],
  batch: [ErrorCode.InvalidRequest, 'Send each message in a request of its own: a batch is not read.'],
  version: [
    ErrorCode.InvalidRequest,
    `Unsupported version of the protocol. Send one of these in mcp-protocol-version: ${SUPPORTED_PROTOCOL_VERSIONS.join(', ')}.`,
  ],
  bug: [ErrorCode.InternalError, 'Internal error. Ask again later, or report it to those who run this server.'],
} as const satisfies { readonly [name: string]: readonly [code: number, text: string] };

/** Makes an error of {@link protocolErrors}. */
export function protocolError(name: keyof typeof protocolErrors): ProtocolError {
  const [code, text] = protocolErrors[name];
  return new ProtocolError(code, text);
}

/** An error with a code, as Node.js' own have: {@link connectionError} says what it means. */
export function transportError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The server has not looked at a request: it refused the stream, or closed the connection before. */
export class StreamRefused extends Error {
  readonly code = 'ERR_HTTP2_STREAM_REFUSED';

  constructor() {
    super('The stream was refused');
  }
}

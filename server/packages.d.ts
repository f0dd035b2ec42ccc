// Neither package has types, and those published separately depend on all of Express.
declare module 'negotiator' {
  import type { IncomingMessage } from 'node:http'
  /** Reads the preferences of a client (RFC 9110 §12.5). */
  export default class Negotiator {
    constructor(request: Pick<IncomingMessage, 'headers'>)
    /** The best available encoding; if the client likes several equally, the first of `preferred`. */
    encoding(available: readonly string[], preferred: readonly string[]): string | undefined
  }
}

declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Filter = (request: IncomingMessage, response: ServerResponse) => boolean
  type Compress = (request: IncomingMessage, response: ServerResponse, next: () => void) => void
  const compression: ((options: { filter: Filter }) => Compress) & { filter: Filter }
  export default compression
}

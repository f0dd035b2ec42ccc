// Neither package brings types, and those of others bring all of Express.
declare module 'negotiator' {
  import type { IncomingMessage } from 'node:http'
  /** Reads what a client prefers (RFC 9110 §12.5). */
  export default class Negotiator {
    constructor(request: Pick<IncomingMessage, 'headers'>)
    /** The best of what is available; where the client likes several equally, the first of the preferred. */
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

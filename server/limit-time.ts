import type { Server } from 'node:http'

/** Headers and bodies are small here: what has not come by then is not meant to. Node looks every 30 seconds. */
const HEADERS_SECONDS = 20
const REQUEST_SECONDS = 30
/** For whoever does not take the answer; longer than any answer of ours. */
const SILENCE_SECONDS = 60
/** Longer than proxies keep an idle connection, or one would send a request just as we close it. */
const KEEP_ALIVE_SECONDS = 75

/** Bounds how long a connection may be held by whoever is slow to send or to take. */
export function limitTime(server: Server): void {
  server.headersTimeout = HEADERS_SECONDS * 1000
  server.requestTimeout = REQUEST_SECONDS * 1000
  server.keepAliveTimeout = KEEP_ALIVE_SECONDS * 1000
  server.setTimeout(SILENCE_SECONDS * 1000)
}

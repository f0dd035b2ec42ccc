import type { Server } from 'node:http'

/** Headers and bodies are small here, so a request that is not complete by then is not honest. Node checks every 30 seconds. */
const HEADERS_SECONDS = 20
const REQUEST_SECONDS = 30
/** For clients that do not read the answer; longer than any answer takes. */
const SILENCE_SECONDS = 60
/** Longer than proxies keep an idle connection, so that none sends a request just as we close it. */
const KEEP_ALIVE_SECONDS = 75

/** Limits for how long a client that is slow to send or to read can hold a connection. */
export function limitTime(server: Server): void {
  server.headersTimeout = HEADERS_SECONDS * 1000
  server.requestTimeout = REQUEST_SECONDS * 1000
  server.keepAliveTimeout = KEEP_ALIVE_SECONDS * 1000
  server.setTimeout(SILENCE_SECONDS * 1000)
}

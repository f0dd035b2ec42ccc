import * as z from 'zod/mini'

const clientData = z.object({
  challenge: z.string(),
  origin: z.optional(z.string()),
  crossOrigin: z.optional(z.literal(false)),
  topOrigin: z.optional(z.never()),
})

type Response = { clientDataJSON: string }

/**
 * The challenge that a browser passed on. Undefined if it cannot be read, or if the page was in a frame of another site: the
 * library accepts that from browsers that do not name the other site, and does not look at it when a passkey is added.
 */
export function challengeIn(response: Response): string | undefined {
  return read(response)?.challenge
}

/** The origin that the browser saw. Only the library decides whether it is right. */
export function originIn(response: Response): string | undefined {
  return read(response)?.origin
}

function read({ clientDataJSON }: Response) {
  return clientData.safeParse(readJson(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))).data
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

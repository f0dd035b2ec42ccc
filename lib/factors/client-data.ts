import * as z from 'zod/mini'

const clientData = z.object({
  challenge: z.string(),
  crossOrigin: z.optional(z.literal(false)),
  topOrigin: z.optional(z.never()),
})

/**
 * The challenge that a browser passed on. Undefined if it cannot be read, or if the page was in a frame of another site: the
 * library accepts that from browsers that do not name the other site, and does not look at it when a passkey is added.
 */
export function challengeIn({ clientDataJSON }: { clientDataJSON: string }): string | undefined {
  const parsed = clientData.safeParse(readJson(Buffer.from(clientDataJSON, 'base64url').toString('utf8')))
  return parsed.success ? parsed.data.challenge : undefined
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

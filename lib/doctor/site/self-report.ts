import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod/mini'
import { config } from '@/lib/config'
import { hashEngine } from '@/lib/passwords/pool/shared-pool'
import { perProcess } from '@/lib/per-process'
import { fail, ok, type Result } from '@/lib/result'
import { readToken, signToken, type TokenKind } from '@/lib/secrets/signed-token'
import packageFile from '@/package.json' with { type: 'json' }

/** The question token is valid here only. The answer is signed as another kind, so that neither can be replayed as the other. */
const question: TokenKind = { purpose: 'doctor', minutes: 1 }
const proof: TokenKind = { purpose: 'doctor-answer', minutes: 1 }
const MINUTE = 60_000

/** How a request looked when it arrived at the server. */
export type Arrival = { address: string; forwarded: string[]; host: string; proto: string }

export const selfReport = z.object({
  instance: z.guid(),
  version: z.string(),
  engine: z.nullable(z.enum(['native', 'fallback'])),
  time: z.number(),
  trust_proxy: z.number(),
  address: z.string(),
  forwarded: z.array(z.string()),
  host: z.string(),
  proto: z.string(),
  proof: z.string(),
})
/** What a running server reports to a doctor that knows its secret. */
export type SelfReport = z.output<typeof selfReport>

export async function questionToken(id: string): Promise<string> {
  return signToken(question, { id, subject: id, expiresAt: new Date(Date.now() + MINUTE) })
}

/** Answers only to a caller who knows the secret, because the answer reveals the version and the proxies of the site. */
export async function reportToDoctor(authorization: string | null, seen: Arrival): Promise<Result<SelfReport>> {
  const [, token = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? []
  const asked = await readToken(question, token)
  if (!asked || asked.expired) return fail('not-found')
  const instance = perProcess('instance', () => uuidv7())
  return ok({
    instance,
    version: packageFile.version,
    // A server that is too busy to tell its engine still answers the rest.
    engine: await hashEngine().catch(() => null),
    time: Date.now(),
    trust_proxy: config().TRUST_PROXY,
    ...seen,
    proof: await proofFor(asked.id, instance),
  })
}

/** Any server can imitate Rekey, but only one with the same secret can sign the ID of the question. */
export async function isAuthenticReport(answer: SelfReport, id: string): Promise<boolean> {
  const read = await readToken(proof, answer.proof)
  return read?.id === id && read.subject === answer.instance && !read.expired
}

function proofFor(id: string, instance: string): Promise<string> {
  return signToken(proof, { id, subject: instance, expiresAt: new Date(Date.now() + MINUTE) })
}

import { createHash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { createRequestResponseMocks } from 'next/dist/server/lib/mock-request.js'
import { config } from '@/lib/config'
import { describeError, log } from '@/lib/log'
import { NONCE, policyOfHashes } from './content-security-policy'

/** All who want the page wait for it meanwhile. */
const PATIENCE_SECONDS = 10

export type KeptPage = { headers: OutgoingHttpHeaders; html: Buffer; packed: Buffer }

/** A page made once to be sent to many; undefined where it is no page for everybody, or could not be made. */
export async function makePage(answer: RequestListener, path: string): Promise<KeptPage | undefined> {
  try {
    const { status, headers, body } = await ask(answer, path)
    const nonce = NONCE.exec(String(headers['content-security-policy']))?.[1]
    if (status !== 200 || headers['set-cookie'] || !nonce) return undefined
    // A nonce that comes twice proves nothing: the page keeps none, and its policy names what it holds.
    const html = body.replaceAll(nonce, '')
    const policy = policyOfHashes(inlineScripts(html).map(hash))
    return {
      headers: { ...headers, 'content-security-policy': policy, vary: `${headers.vary}, Accept-Encoding` },
      html: Buffer.from(html),
      packed: await promisify(gzip)(html, { level: 9 }),
    }
  } catch (error) {
    log().error({ event: 'unexpected', path, ...describeError(error) })
    return undefined
  }
}

/** By a request of our own: nothing that one visitor sends reaches what others are shown. */
async function ask(answer: RequestListener, url: string) {
  const chunks: Buffer[] = []
  const resWriter = (chunk: string | Uint8Array) => chunks.push(Buffer.from(chunk)) > 0
  const { req, res } = createRequestResponseMocks({ url, headers: { host: new URL(config().APP_URL).host }, resWriter })
  answer(req as unknown as IncomingMessage, res as unknown as ServerResponse)
  await finished(res, { signal: AbortSignal.timeout(PATIENCE_SECONDS * 1000) })
  return { status: res.statusCode, headers: res.getHeaders(), body: Buffer.concat(chunks).toString() }
}

function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]* src=)[^>]*>(.*?)<\/script>/gs)].map(([, text = '']) => text)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, OutgoingHttpHeaders, RequestListener } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { describeError, log } from '@/lib/log'
import { NONCE, policyOfHashes } from '@/server/content-security-policy'
import { withEncoding } from '@/server/steps/compress'
import { askOurselves } from './ask-ourselves'

/** All who want the page wait for it meanwhile. */
const PATIENCE_SECONDS = 10
/** Of the headers of one answer these alone are right for all others. */
const KEPT_HEADERS = ['cache-control', 'content-type', 'vary']

export type KeptPage = { headers: OutgoingHttpHeaders; bodies: Record<'identity' | 'gzip' | 'br', Buffer> }

/**
 * A page made once to be sent to many; undefined where it is no page for everybody, or could not be made. It is made by a
 * request of our own: nothing that one visitor sends reaches what others are shown. One that is `forAll` may be kept by
 * caches too, as long as they ask whether it is still right.
 */
export async function makePage(answer: RequestListener, path: string, forAll: boolean): Promise<KeptPage | undefined> {
  try {
    const { status, headers, body } = await askOurselves(answer, path, PATIENCE_SECONDS)
    const nonce = NONCE.exec(String(headers['content-security-policy']))?.[1]
    if (status !== 200 || headers['set-cookie'] || !(nonce || isPublic(headers))) return undefined
    // A nonce that comes twice proves nothing: the page keeps none, and its policy names what it holds.
    const text = nonce ? body.replaceAll(nonce, '') : body
    const policy = nonce && { 'content-security-policy': policyOfHashes(inlineScripts(text).map(hash)) }
    const caching = forAll && cachedHeaders(headers, text)
    return { headers: { ...keptHeaders(headers), ...policy, ...caching }, bodies: await bodiesOf(text) }
  } catch (error) {
    log().error({ event: 'unexpected', path, ...describeError(error) })
    return undefined
  }
}

/** What is no page has no policy of its own, and says by itself that it is for everybody. */
function isPublic(headers: IncomingHttpHeaders): boolean {
  return /\bpublic\b/.test(headers['cache-control'] ?? '')
}

function keptHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept = Object.fromEntries(KEPT_HEADERS.map((name) => [name, headers[name]]))
  return { ...kept, vary: withEncoding(headers.vary) }
}

function cachedHeaders(headers: IncomingHttpHeaders, text: string): OutgoingHttpHeaders {
  const always = isPublic(headers) ? headers['cache-control'] : 'public, no-cache'
  return { 'cache-control': always, etag: `W/"${hash(text)}"` }
}

async function bodiesOf(text: string): Promise<KeptPage['bodies']> {
  const [packed, br] = await Promise.all([promisify(gzip)(text, { level: 9 }), promisify(brotliCompress)(text)])
  return { identity: Buffer.from(text), gzip: packed, br }
}

function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]* src=)[^>]*>(.*?)<\/script>/gs)].map(([, text = '']) => text)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

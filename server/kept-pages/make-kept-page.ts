import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, OutgoingHttpHeaders, RequestListener } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { describeError, log } from '@/lib/log'
import { NONCE, policyOfHashes } from '@/server/content-security-policy'
import { withEncoding } from '@/server/steps/compress'
import { askOurselves } from './ask-ourselves'

/** Everyone who requests the page meanwhile waits for it. */
const PATIENCE_SECONDS = 10
/** The only headers of one answer that are also right for every other visitor. */
const KEPT_HEADERS = ['cache-control', 'content-type', 'vary']

export type KeptPage = { headers: OutgoingHttpHeaders; bodies: Record<'identity' | 'gzip' | 'br', Buffer> }

/**
 * A page made once and sent to many visitors; undefined if it is not the same for everyone, or could not be made. Rekey
 * requests it itself, so that nothing sent by one visitor reaches another. A page that is `forAll` may also be stored by
 * caches, as long as they revalidate it.
 */
export async function makePage(answer: RequestListener, path: string, forAll: boolean): Promise<KeptPage | undefined> {
  try {
    const { status, headers, body } = await askOurselves(answer, path, PATIENCE_SECONDS)
    const nonce = NONCE.exec(String(headers['content-security-policy']))?.[1]
    if (status !== 200 || headers['set-cookie'] || !(nonce || isPublic(headers))) return undefined
    // A nonce that is sent twice protects nothing, so the page has none, and its policy names the scripts that it contains.
    const text = nonce ? body.replaceAll(nonce, '') : body
    const policy = nonce && { 'content-security-policy': policyOfHashes(inlineScripts(text).map(hash)) }
    const caching = forAll && cachedHeaders(headers, text)
    return { headers: { ...keptHeaders(headers), ...policy, ...caching }, bodies: await bodiesOf(text) }
  } catch (error) {
    log().error({ event: 'unexpected', path, ...describeError(error) })
    return undefined
  }
}

/** A response that is not a page has no policy of its own, and its headers say that it is for everyone. */
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

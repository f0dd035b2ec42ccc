import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, OutgoingHttpHeaders, RequestListener } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { describeError, log } from '@/lib/log'
import { NONCE, policyOfHashes } from '@/server/content-security-policy'
import { askOurselves } from './ask-ourselves'

/** All who want the page wait for it meanwhile. */
const PATIENCE_SECONDS = 10
/** Of the headers of one answer these alone are right for all others. */
const KEPT_HEADERS = ['cache-control', 'content-type', 'vary']

export type KeptPage = { headers: OutgoingHttpHeaders; html: Buffer; packed: Buffer }

/**
 * A page made once to be sent to many; undefined where it is no page for everybody, or could not be made. It is made by a
 * request of our own: nothing that one visitor sends reaches what others are shown.
 */
export async function makePage(answer: RequestListener, path: string): Promise<KeptPage | undefined> {
  try {
    const { status, headers, body } = await askOurselves(answer, path, PATIENCE_SECONDS)
    const nonce = NONCE.exec(String(headers['content-security-policy']))?.[1]
    if (status !== 200 || headers['set-cookie'] || !nonce) return undefined
    // A nonce that comes twice proves nothing: the page keeps none, and its policy names what it holds.
    const html = body.replaceAll(nonce, '')
    return {
      headers: { ...keptHeaders(headers), 'content-security-policy': policyOfHashes(inlineScripts(html).map(hash)) },
      html: Buffer.from(html),
      packed: await promisify(gzip)(html, { level: 9 }),
    }
  } catch (error) {
    log().error({ event: 'unexpected', path, ...describeError(error) })
    return undefined
  }
}

function keptHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept = Object.fromEntries(KEPT_HEADERS.map((name) => [name, headers[name]]))
  const vary = String(headers.vary)
  return { ...kept, vary: /accept-encoding/i.test(vary) ? vary : `${vary}, Accept-Encoding` }
}

function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]* src=)[^>]*>(.*?)<\/script>/gs)].map(([, text = '']) => text)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

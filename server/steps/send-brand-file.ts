import { config } from '@/lib/config'
import type { Step } from '@/server/pipeline'
import { refuse } from '@/server/refusal'

const headers = {
  // The name contains the hash of the contents, so another file has another URL.
  'Cache-Control': 'public, max-age=31536000, immutable',
  // Opened as a page of its own, an SVG is a document of this origin: the sandbox takes its origin and its scripts away.
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
}

/**
 * Sends the logo and the stylesheet of BRAND_DIR from memory. A URL is only compared with their names and never leads to a
 * file; any other URL below /brand/ is a page that does not exist.
 */
export const sendBrandFile: Step = (request, response) => {
  const [path = ''] = (request.url ?? '').split('?', 1)
  const file = path.startsWith('/brand/') ? config().brand.files.get(path) : undefined
  if (!file) return false
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(request, response, 'method-not-allowed', { allow: 'GET, HEAD' })
    return true
  }
  response.writeHead(200, { ...headers, 'Content-Type': file.type, 'Content-Length': file.body.length })
  response.end(file.body)
  return true
}

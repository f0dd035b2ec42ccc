import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type RequestListener, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { serve as serveSteps } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { keptPages } from './kept-pages'

const inline = 'first("<&>")\nsecond()'
const html = (nonce: string) =>
  `<!DOCTYPE html><script src="/a.js" nonce="${nonce}"></script><script nonce="${nonce}" id="b">${inline}</script>`

test('a page is made once, and sent with the hashes of its inline scripts in place of a nonce [H1]', async () => {
  let made = 0
  const { ask, stop } = await serve((_, response) => {
    response.setHeader('Content-Security-Policy', `script-src 'nonce-n${++made}+='`)
    response.end(html(`n${made}+=`))
  })
  const answers = [await ask('/login'), await ask('/login'), await ask('/login', { method: 'HEAD' })]
  const packed = await ask('/login', { headers: { 'accept-encoding': 'br, gzip' } })
  const refused = await ask('/login', { headers: { 'accept-encoding': 'gzip;q=0' } })
  expect(made).toBe(1)
  expect(answers.map(({ body }) => body.toString())).toEqual([html(''), html(''), ''])
  expect(gunzipSync(packed.body).toString()).toBe(html(''))
  expect([packed.headers['content-encoding'], refused.headers['content-encoding']]).toEqual(['gzip', undefined])
  const hash = createHash('sha256').update(inline).digest('base64')
  for (const { headers } of [...answers, packed]) {
    expect(headers['content-security-policy']).toContain(`script-src 'self' 'sha256-${hash}'; style-src 'self';`)
  }
  stop()
})

test('what is no page for everybody is answered anew each time [F13]', async () => {
  const others: Record<string, RequestListener> = {
    'a fault': (_, response) => response.writeHead(500).end('x'),
    'a redirect': (_, response) => response.writeHead(307, { Location: '/account' }).end('x'),
    'a cookie': (_, response) =>
      response.writeHead(200, { 'Set-Cookie': 'a=b', 'Content-Security-Policy': "script-src 'nonce-x'" }).end('x'),
    'no policy of a page': (_, response) => response.end('x'),
  }
  for (const [what, answer] of Object.entries(others)) {
    const asked: (string | undefined)[] = []
    const { ask, stop } = await serve((request, response) => {
      asked.push(request.headers['x-visitor'] as string | undefined)
      answer(request, response)
    })
    for (const visitor of ['1', '2']) await ask('/login', { headers: { 'x-visitor': visitor } })
    expect([what, asked]).toEqual([what, [undefined, '1', undefined, '2']])
    stop()
  }
})

async function serve(listener: RequestListener) {
  const site = await serveSteps([keptPages(listener)], listener)
  const ask = async (path: string, options: { method?: string; headers?: Record<string, string> } = {}) => {
    const sent = request({ host: '127.0.0.1', port: site.port, path, agent: false, ...options }).end()
    const [answer] = await once(sent, 'response')
    return { headers: answer.headers, body: await buffer(answer) }
  }
  return { ask, stop: site.stop }
}

import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { accountPages, linkPages } from './support/account-pages'
import { expect, test } from './support/test'

/** What each address of the JSON door answers; none answers PUT. */
const doors = {
  '/api/register': 'POST',
  '/api/login': 'POST',
  '/api/logout': 'POST',
  '/api/forgot-password': 'POST',
  '/api/reset-password': 'POST',
  '/api/verify-email': 'POST',
  '/api/resend-verification': 'POST',
  '/api/change-password': 'POST',
  '/api/change-email': 'POST',
  '/api/confirm-email': 'POST',
  '/api/undo-email': 'POST',
  '/api/not-me': 'POST',
  '/api/me': 'GET, PATCH, DELETE',
  '/api/me/export': 'GET',
  '/api/sessions': 'GET, DELETE',
  '/api/sessions/00000000-0000-7000-8000-000000000000': 'DELETE',
  '/api/activity': 'GET',
}

test('methods nobody asked for are refused with what is allowed, and addresses nobody can read [H4 H5]', async ({
  request,
  site,
}) => {
  for (const url of ['/api/%ff', '/api/%', '/%ff']) {
    expect((await request.get(site.url + url)).status(), url).toBe(404)
  }
  for (const method of ['TRACE', 'PROPFIND', 'LINK']) {
    expect((await send(site.url, method, '/api/login')).startsWith('HTTP/1.1 405 '), method).toBe(true)
    expect((await send(site.url, method, '/login')).startsWith('HTTP/1.1 405 '), method).toBe(true)
  }
  for (const [path, allowed] of Object.entries(doors)) {
    const answer = await request.put(path)
    const { code } = await answer.json()
    expect([path, answer.status(), answer.headers().allow, code]).toEqual([path, 405, allowed, 'method-not-allowed'])
  }
  for (const path of ['/login', ...accountPages, ...linkPages]) {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const page = await request.fetch(path, { method, data: 'x', headers: { 'content-type': 'text/plain' } })
      expect([path, page.status(), page.headers().allow]).toEqual([path, 405, 'GET, HEAD, POST'])
    }
  }
  expect((await request.fetch('/login', { method: 'OPTIONS' })).status()).toBeLessThan(500)
})

/** On a socket of our own, since no client sends such methods. */
async function send(origin: string, method: string, path: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  return (await buffer(socket)).toString()
}

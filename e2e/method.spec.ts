import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect, test } from './support/test'

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
  for (const path of ['/api/register', '/api/login', '/api/logout']) {
    const answer = await request.get(path)
    expect([answer.status(), answer.headers().allow, (await answer.json()).code]).toEqual([
      405,
      'POST',
      'method-not-allowed',
    ])
  }
  const page = await request.put('/login', { data: 'x', headers: { 'content-type': 'text/plain' } })
  expect([page.status(), page.headers().allow]).toEqual([405, 'GET, HEAD, POST'])
  expect((await request.fetch('/login', { method: 'OPTIONS' })).status()).toBeLessThan(500)
})

/** On a socket of our own, since no client sends such methods. */
async function send(origin: string, method: string, path: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  return (await buffer(socket)).toString()
}

import { once } from 'node:events'
import { Agent, get, type IncomingMessage, type RequestListener } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { identify } from './identify'
import { limitWork } from './limit-work'

test('slow senders and readers are disconnected, and proxies can keep their connections [L3]', async () => {
  const { server, stop } = await guarded((_, response) => response.end())
  expect(server).toMatchObject({ headersTimeout: 20_000, requestTimeout: 30_000, timeout: 60_000 })
  expect(server.keepAliveTimeout).toBe(75_000)
  stop()
})

test('a connection that requests thousands of pages at once is closed, and one that requests a few is answered [L3]', async () => {
  let worked = 0
  const { port, stop } = await guarded((_, response) => {
    worked += 1
    setTimeout(() => response.end('x'), 50)
  })
  const few = await pipelined(port, 8)
  expect(few.match(/HTTP\/1\.1 200/g)).toHaveLength(8)
  worked = 0
  expect(await pipelined(port, 2_000)).toBe('')
  expect(worked).toBeLessThanOrEqual(8)
  stop()
})

test('requests beyond the limit are refused before any work, except those of supervisors [J7, H2]', async () => {
  const waiting: (() => void)[] = []
  const { port, stop } = await guarded((request, response) => {
    if (request.url === '/healthz') response.end()
    else waiting.push(() => response.end())
  })
  const held = Array.from({ length: 256 }, () => reach(port))
  await expect.poll(() => waiting.length).toBe(256)

  const program = await reach(port, '/api/login')
  expect([program.statusCode, JSON.parse(await text(program)).code]).toEqual([503, 'unavailable'])
  expect(program.headers).toMatchObject({
    'retry-after': '5',
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  })
  const person = await reach(port, '/login', { accept: 'text/html,*/*' })
  expect([person.statusCode, person.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8'])
  expect(await text(person)).toContain('<h1>We’re temporarily unavailable')
  expect((await reach(port, '/healthz')).statusCode).toBe(200)
  expect(waiting).toHaveLength(256)

  for (const end of waiting) end()
  for (const response of await Promise.all(held)) expect(response.statusCode).toBe(200)
  const after = reach(port)
  await expect.poll(() => waiting.length).toBe(257)
  waiting.at(-1)?.()
  expect((await after).statusCode).toBe(200)
  stop()
})

test('slow senders do not count towards the limit, however many there are [L3]', async () => {
  let slow = 0
  const { port, stop } = await guarded((request, response) => {
    if (request.method === 'POST') slow += 1
    else response.end()
  })
  const senders = Array.from({ length: 300 }, () => {
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx')
    return socket
  })
  await expect.poll(() => slow).toBe(300)
  expect((await reach(port)).statusCode).toBe(200)
  for (const socket of senders) socket.destroy()
  stop()
})

const guarded = (listener: RequestListener) => serve([identify, limitWork()], listener)

async function reach(port: number, path = '/', headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const sent = get({ host: '127.0.0.1', port, path, headers, agent: new Agent() })
  const [response] = await once(sent, 'response')
  return path === '/' ? response.resume() : response
}

async function pipelined(port: number, times: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {}) // A reset also closes the connection.
  let words = ''
  socket.on('data', (chunk) => {
    words += chunk
  })
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(times - 1))
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  await new Promise((resolve) => socket.once('close', resolve))
  return words
}

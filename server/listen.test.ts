import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { listen } from './listen'

test('in development without a set port, the next free one is used, and the settings contain it', async () => {
  const { PORT } = process.env
  delete process.env.PORT
  const first = createServer()
  const second = createServer()
  try {
    const taken = await listen(first, false)
    delete process.env.PORT
    const next = await listen(second, false)
    expect(next.port).toBeGreaterThan(taken.port)
    expect([portOf(second), process.env.PORT, next.hostname]).toEqual([next.port, String(next.port), 'localhost'])
  } finally {
    first.close()
    second.close()
    if (PORT === undefined) delete process.env.PORT
    else process.env.PORT = PORT
  }
})

test('in production Next uses the IP address that was bound, so that no host name leads its requests elsewhere', async () => {
  const { PORT, HOSTNAME } = process.env
  try {
    for (const [named, told] of [
      ['127.0.0.1', ['127.0.0.1']],
      ['localhost', ['127.0.0.1', '::1']],
      ['0.0.0.0', ['127.0.0.1']],
      ['::', ['::1', '127.0.0.1']],
      ['', ['::1', '127.0.0.1']],
    ] as const) {
      Object.assign(process.env, { PORT: '0', HOSTNAME: named })
      const server = createServer()
      const { hostname, port } = await listen(server, true)
      expect([named, told.includes(hostname as never)]).toEqual([named, true])
      const socket = connect(port, hostname)
      await once(socket, 'connect')
      socket.destroy()
      server.close()
    }
  } finally {
    Object.assign(process.env, { PORT, HOSTNAME })
    if (PORT === undefined) delete process.env.PORT
    if (HOSTNAME === undefined) delete process.env.HOSTNAME
  }
})

const portOf = (server: Server) => (server.address() as AddressInfo).port

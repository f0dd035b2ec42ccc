import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import { listen } from './listen'

test('in development, where nobody has named a port, the next free one does as well, and the settings are told', async () => {
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

const portOf = (server: Server) => (server.address() as AddressInfo).port

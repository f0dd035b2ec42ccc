import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { ask } from './traffic/ask-in-time'

const CHECK_EVERY_MILLISECONDS = 500

/** Forwards requests to servers in turn. Like a load balancer, it skips those that are not ready or refuse the connection. */
export async function startProxy(backends: () => string[]) {
  const unready = new Set<string>()
  let turn = 0
  let going = true

  async function check() {
    for (; going; await pause(CHECK_EVERY_MILLISECONDS)) {
      for (const backend of backends()) {
        const { status } = await ask(backend, '/readyz', { patience: 2_000 })
        if (status === 200) unready.delete(backend)
        else unready.add(backend)
      }
    }
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse) {
    const body = await buffer(incoming)
    const ready = backends().filter((backend) => !unready.has(backend))
    const first = turn++
    for (const step of ready.keys()) {
      const backend = ready[(first + step) % ready.length]!
      if (await forward(backend, incoming, body, outgoing)) return
    }
    outgoing.writeHead(502).end()
  }

  /** False if the request did not reach the backend. If the connection breaks later, the client's connection is closed too. */
  function forward(backend: string, { method, url, headers }: IncomingMessage, body: Buffer, outgoing: ServerResponse) {
    return new Promise<boolean>((resolve) => {
      const sent = request(`${backend}${url}`, { method, headers: { ...headers, connection: 'close' } })
      sent.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED') return resolve(false)
        outgoing.destroy()
        resolve(true)
      })
      sent.once('response', (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
        answer.once('error', () => outgoing.destroy())
        answer.once('close', () => resolve(true))
      })
      sent.end(body)
    })
  }

  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing).catch(() => outgoing.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const checks = check()
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      going = false
      await checks
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

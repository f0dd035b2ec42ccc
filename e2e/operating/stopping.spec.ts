import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { lines } from '../support/requests/raw-connection'
import { sendRequest } from '../support/requests/send-request'
import { startSite } from '../support/servers/site'
import { expect, test } from '../support/test'

const CLIENTS = 8
/** The load balancer keeps sending requests for half of the shutdown delay. */
const SHUTDOWN_DELAY_SECONDS = 3
const UNAWARE_MILLISECONDS = 1_500
const asked: [path: string, status: number][] = [
  ['/login?notice=logged-out', 200],
  ['/login', 200],
  ['/api/me', 401],
]

test('a site that is stopped under load resets no connection, finishes slow requests, and does not wait for idle clients [J5]', async () => {
  const site = await startSite({ environment: { SHUTDOWN_DELAY: String(SHUTDOWN_DELAY_SECONDS) } })
  const silent = await open(site.url)
  const idle = await open(site.url)
  idle.write(lines('GET /healthz HTTP/1.1'))
  await once(idle, 'data')
  const body = '{"email":"nobody@example.com","password":"whatever it is"}'
  const slow = await open(site.url)
  const head = ['Content-Type: application/json', `Content-Length: ${body.length}`]
  slow.write(lines('POST /api/login HTTP/1.1', head, body.slice(0, 20)))
  const load = startLoad(site.url)
  await expect.poll(load.answers).toBeGreaterThan(5 * CLIENTS)

  const told = Date.now()
  const ended = site.halt('SIGTERM', 25)
  const answer = text(slow)
  await pause(UNAWARE_MILLISECONDS)
  const before = load.answers()
  await load.stop()
  expect(load.answers()).toBeGreaterThan(before)
  // The port is closed when the rest of the request arrives.
  await pause(SHUTDOWN_DELAY_SECONDS * 1000)
  await expect(fetch(site.url)).rejects.toThrow()
  slow.write(body.slice(20))
  await ended
  expect(load.faults).toEqual([])
  expect(await answer).toMatch(/^HTTP\/1\.1 401 [\s\S]*"invalid-credentials"/)
  for (const socket of [silent, idle, slow]) expect(socket.errored).toBeNull()
  expect(site.exitCode()).toBe(0)
  expect(JSON.parse(site.log().at(-1) ?? '{}')).toMatchObject({ event: 'stopped' })
  expect(Date.now() - told).toBeLessThan(15_000)
  await site.stop()
})

async function open(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), 'localhost')
  // The error is kept in socket.errored and checked at the end.
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Clients that keep their connections open as long as the site does and send one request at a time. */
function startLoad(url: string) {
  const faults: string[] = []
  let answers = 0
  let stopped = false
  const client = async () => {
    for (let turn = 0; !stopped; turn++) {
      const [path, expected] = asked[turn % asked.length]!
      const answer = await sendRequest(url + path).catch((error) => ({ status: String(error) }))
      answers += 1
      if (answer.status !== expected) faults.push(`${path}: ${answer.status}`)
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, client))
  return {
    faults,
    answers: () => answers,
    async stop() {
      stopped = true
      await clients
    },
  }
}

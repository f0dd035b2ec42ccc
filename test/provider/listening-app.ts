import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Received = { type: string | undefined; method: string | undefined; path: string | undefined; token: string }
type Answer = number | ((response: ServerResponse) => void)

/** An app that is told of logouts: it answers with the next of `answers`, and the last one again and again. */
export async function aListeningApp(...answers: [Answer, ...Answer[]]) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const { method, url: path, headers } = request
    const token = new URLSearchParams(await text(request)).get('logout_token') ?? ''
    received.push({ type: headers['content-type'], method, path, token })
    const answer = answers[Math.min(received.length, answers.length) - 1]!
    if (typeof answer === 'number') response.writeHead(answer, { location: '/elsewhere' }).end()
    else answer(response)
  })
  const listen = async (port = 0) => {
    await once(server.listen(port, '127.0.0.1'), 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await listen()
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { uri: `http://127.0.0.1:${port}/logout?from=rekey`, received, stop, restart: () => listen(port) }
}

import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Answer } from '@/server/answer'
import { limitTime } from '@/server/limit-time'
import { pipeline, type Step } from '@/server/pipeline'

export type Served = { server: Server<never, never>; port: number; url: string; stop: () => void }

/** Starts a server with these steps on a free port, with `last` in place of Next. */
export async function serve(steps: Step[], last: RequestListener): Promise<Served> {
  const end: Step = async (request, response) => {
    await last(request, response)
    return true
  }
  const server = createServer({ ServerResponse: Answer, requireHostHeader: false }, pipeline([...steps, end]))
  limitTime(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return { server: server as never, port, url: `http://127.0.0.1:${port}`, stop: () => void server.close() }
}

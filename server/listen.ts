import { once } from 'node:events'
import type { Server } from 'node:http'

const USUAL_PORT = 3000
const PORTS_TRIED = 20

type Place = { port: number; hostname: string }

/** Opens the port. In development, where nobody has named one, the next free port does as well. */
export async function listen(server: Server, production: boolean): Promise<Place> {
  // Development listens everywhere: shells and containers set HOSTNAME to the name of the machine.
  const host = (production && process.env.HOSTNAME) || undefined
  const named = process.env.PORT?.trim()
  if (named && !/^(0|[1-9]\d{0,4})$/.test(named)) end('Configuration: PORT must be a number, in digits alone')
  const chosen = named ? Number(named) : USUAL_PORT
  const last = named || production ? chosen : chosen + PORTS_TRIED
  for (let port = chosen; ; port++) {
    const fault = await faultOf(server, port, host)
    if (!fault) return placeOf(server, host)
    if (fault.code === 'EADDRINUSE' && port < last) continue
    end(`Cannot listen on port ${port}: ${fault.message}`)
  }
}

function end(reason: string): never {
  process.stderr.write(`${reason}\n`)
  process.exit(1)
}

async function faultOf(server: Server, port: number, host?: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await once(server.listen(port, host), 'listening')
    return undefined
  } catch (error) {
    return error as NodeJS.ErrnoException
  }
}

function placeOf(server: Server, host?: string): Place {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : USUAL_PORT
  // APP_URL's default in development is made of it.
  process.env.PORT = String(port)
  const isEverywhere = !host || host === '0.0.0.0' || host === '::'
  return { port, hostname: isEverywhere ? 'localhost' : host }
}

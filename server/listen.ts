import { once } from 'node:events'
import type { Server } from 'node:http'
import { networkInterfaces } from 'node:os'

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
    if (!fault) return placeOf(server, production)
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

function placeOf(server: Server, production: boolean): Place {
  const bound = server.address()
  const { address, port } = typeof bound === 'object' && bound ? bound : { address: '::', port: USUAL_PORT }
  // APP_URL's default in development is made of it.
  process.env.PORT = String(port)
  // In development Next compares where a request comes from with this name.
  return { port, hostname: production ? addressOfOurs(address) : 'localhost' }
}

/**
 * Where Next asks this server for the page that follows an action, with the cookies of whoever sent it. A name could lead
 * to somebody else, by DNS or on the other of the two addresses of `localhost`; what was bound is ours.
 */
function addressOfOurs(bound: string): string {
  if (bound === '0.0.0.0') return '127.0.0.1'
  if (bound !== '::') return bound
  // Containers often have no ::1, though `::` can be bound there; it takes what comes to 127.0.0.1 as well.
  const local = Object.values(networkInterfaces()).flat()
  return local.some((each) => each?.address === '::1') ? '::1' : '127.0.0.1'
}

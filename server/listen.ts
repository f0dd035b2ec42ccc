import { once } from 'node:events'
import type { Server } from 'node:http'
import { networkInterfaces } from 'node:os'

const USUAL_PORT = 3000
const PORTS_TRIED = 20

type Place = { port: number; hostname: string }

/** Opens the port. In development, if no port is set, it takes the next free one. */
export async function listen(server: Server, production: boolean): Promise<Place> {
  // Development listens everywhere: shells and containers set HOSTNAME to the name of the machine.
  const host = (production && process.env.HOSTNAME) || undefined
  const named = process.env.PORT?.trim()
  if (named && !/^(0|[1-9]\d{0,4})$/.test(named)) end('Configuration: PORT must be a number, written only with digits')
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
  // The default of APP_URL in development contains it.
  process.env.PORT = String(port)
  // In development, Next compares the origin of a request with this name.
  return { port, hostname: production ? addressOfOurs(address) : 'localhost' }
}

/**
 * Where Next requests the page that follows an action from this server, with the cookies of the user. A host name could lead
 * to another process, by DNS or by the other IP address of `localhost`; the IP address that was bound is ours.
 */
function addressOfOurs(bound: string): string {
  if (bound === '0.0.0.0') return '127.0.0.1'
  if (bound !== '::') return bound
  // Containers often have no ::1 although `::` can be bound there, and `::` also accepts connections to 127.0.0.1.
  const local = Object.values(networkInterfaces()).flat()
  return local.some((each) => each?.address === '::1') ? '::1' : '127.0.0.1'
}

import { connect, createServer, type Socket } from 'node:net'

/** A port in front of the database that can be disconnected or hang. */
export async function plugIn(database: URL) {
  const sockets = new Set<Socket>()
  let hanging = false
  const server = createServer((near) => {
    const far = connect(Number(database.port), database.hostname)
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}))
    if (!hanging) near.pipe(far).pipe(near)
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as { port: number }
  const url = new URL(database)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    plugIn: () => {
      hanging = false
      return listen(port)
    },
    /** Stops forwarding data without notifying either side. */
    hang() {
      hanging = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    pull() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

import { startPostgres } from '@/e2e/support/servers/postgres-server'

export type Options = { seconds: number; rounds: number; peers: string[]; users: number[] }

/** What the cells of one run share: one PostgreSQL, and every program that was started, until the end. */
export class Bench {
  private readonly started = new Map<string, Promise<unknown>>()
  private readonly ends: (() => Promise<unknown>)[] = []

  constructor(readonly options: Options) {}

  hasPeer(name: string): boolean {
    return this.options.peers.includes(name)
  }

  /** Started by the first cell that asks for it, ended with the run. */
  once<T>(name: string, start: () => Promise<T>): Promise<T> {
    if (!this.started.has(name)) this.started.set(name, start())
    return this.started.get(name) as Promise<T>
  }

  atEnd(end: () => Promise<unknown>): void {
    this.ends.unshift(end)
  }

  /** A server as Debian configures it where it matters: every commit waits for the disk. */
  postgres() {
    return this.once('postgres', async () => {
      const settings = [
        'fsync=on',
        'synchronous_commit=on',
        'full_page_writes=on',
        'shared_buffers=1GB',
        'max_wal_size=4GB',
      ]
      const server = await startPostgres(settings)
      this.atEnd(server.stop)
      process.env.TEST_DATABASE_URL = server.url
      return server
    })
  }

  async close(): Promise<void> {
    for (const end of this.ends) await end()
  }
}

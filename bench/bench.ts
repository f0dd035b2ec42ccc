import { startPostgres } from '@/e2e/support/servers/postgres-server'

export type Options = { seconds: number; rounds: number; peers: string[]; users: number[]; records: number[] }

/** What the cells of one run share: one PostgreSQL, and every started application, until the run ends. */
export class Bench {
  private readonly started = new Map<string, Promise<unknown>>()
  private readonly ends: (() => Promise<unknown>)[] = []

  constructor(readonly options: Options) {}

  hasPeer(name: string): boolean {
    return this.options.peers.includes(name)
  }

  /** Starts something for the first cell that needs it. It runs until the end of the run. */
  once<T>(name: string, start: () => Promise<T>): Promise<T> {
    if (!this.started.has(name)) this.started.set(name, start())
    return this.started.get(name) as Promise<T>
  }

  atEnd(end: () => Promise<unknown>): void {
    this.ends.unshift(end)
  }

  /** A server that is as durable as Debian's default: every commit waits for the disk. */
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

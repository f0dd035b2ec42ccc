import { postgresIsHere, startPostgres } from './postgres'

/** Runs once before all workers, which inherit TEST_DATABASE_URL; the function it returns runs once after them. */
export default async function setup() {
  if (process.env.TEST_DATABASE_URL) return
  if (postgresIsHere()) {
    const server = await startPostgres()
    process.env.TEST_DATABASE_URL = server.url
    return server.stop
  }
  if (process.env.REQUIRE_POSTGRES === '1') {
    throw new Error('REQUIRE_POSTGRES=1, but no PostgreSQL: install it, or set TEST_DATABASE_URL.')
  }
}

import { missing } from './needs'
import { browserIsHere } from './pages/browser-launch'
import { makeTemplates } from './servers/database-templates'
import { postgresIsHere } from './servers/installed-postgres'
import { startPostgres } from './servers/postgres-server'

/** Runs once before all workers, which inherit its environment; the function it returns runs once after them. */
export default async function setup() {
  if (process.env.REQUIRE_BROWSER === '1' && !browserIsHere()) throw new Error(missing.browser.reason)
  if (process.env.REQUIRE_POSTGRES === '1' && !postgresIsHere()) throw new Error(missing.postgres.reason)
  const stop = await findPostgres()
  const removeTemplates = await makeTemplates()
  return async () => {
    await removeTemplates()
    await stop?.()
  }
}

/** Sets TEST_DATABASE_URL to the URL of a server, or removes it. Returns a function that stops a server started here. */
async function findPostgres(): Promise<(() => Promise<void>) | undefined> {
  if (!postgresIsHere()) delete process.env.TEST_DATABASE_URL
  if (!postgresIsHere() || process.env.TEST_DATABASE_URL) return undefined
  const server = await startPostgres()
  process.env.TEST_DATABASE_URL = server.url
  return server.stop
}

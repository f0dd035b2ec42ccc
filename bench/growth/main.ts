import { mkdirSync, writeFileSync } from 'node:fs'
import { startPostgres } from '@/e2e/support/postgres'
import { growth } from './growth'
import { figures, plans } from './report'

// npm run bench:growth -- [accounts …]: makes an installation of each size on a server of its own, or on that of
// TEST_DATABASE_URL, and prints what they cost; the plans of the last go to a file. Ten million take 30 GB and an hour.
const sizes = process.argv.slice(2).map(Number)
const PLANS = '.data/growth-plans.txt'

const server = process.env.TEST_DATABASE_URL
  ? undefined
  : await startPostgres(['shared_buffers=1GB', 'max_wal_size=8GB'])
if (server) process.env.TEST_DATABASE_URL = server.url
try {
  const grown = await growth({ users: sizes.length > 0 ? sizes : [10_000, 1_000_000] })
  mkdirSync('.data', { recursive: true })
  writeFileSync(PLANS, plans(grown.at(-1)!))
  console.log(`${figures(grown)}\n\nThe plans are in ${PLANS}.`)
} finally {
  await server?.stop()
}

import { postgresIsHere } from './servers/installed-postgres'

// Tags for the details of a test: test('…', { tag: thorough }, …).

/** The test needs a PostgreSQL server. Without one it is skipped, and the end of the run says so. */
export const onPostgres = '@postgres'
/** The test is only for the embedded database. */
export const onPglite = '@pglite'
/** The test makes concurrent calls. Where there is a server, it runs there alone, because the embedded database runs them one by one. */
export const race = '@race'
/** The unit test runs in `npm run test:all` and not in `npm test`, like files named `….thorough.test.ts`. */
export const thorough = '@thorough'
/** The journey runs in `npm test`: an operation as most people use it, or a promise that takes a second to check. */
export const everyday = '@everyday'

/** Whether the tests of this project run on the embedded database. */
export const isOnPglite = ({ name }: { name: string }) => name.startsWith('pglite')

/** Why tests are skipped, and how to install what they need. */
export const missing = {
  postgres: {
    reason: 'PostgreSQL is not installed.',
    remedy:
      'Install it (Debian: apt-get install postgresql), or set TEST_DATABASE_URL\nto a server where databases may be created.',
  },
  psql: { reason: 'psql is not installed.', remedy: 'Install it (Debian: apt-get install postgresql-client).' },
  browser: {
    reason: 'Chromium is not installed.',
    remedy:
      'Install it: npx playwright install --only-shell chromium\n(Debian: apt-get install chromium-headless-shell), or set CHROMIUM_PATH.',
  },
  examples: {
    reason: 'The packages of the examples are not installed.',
    remedy: 'Install them: npm ci --prefix examples/express && npm ci --prefix examples/next',
  },
  apache: {
    reason: 'Apache with mod_auth_openidc is not installed.',
    remedy: 'Install them (Debian: apt-get install apache2 libapache2-mod-auth-openidc).',
  },
  nginx: { reason: 'nginx is not installed.', remedy: 'Install it (Debian: apt-get install nginx-light).' },
  caddy: { reason: 'Caddy is not installed.', remedy: 'Install it (Debian: apt-get install caddy).' },
}

type TestInfo = { tags: string[]; skip(condition: boolean, reason: string): void }

/** Extends every kind of test: skips those whose tags name something that the machine lacks. */
export const skipWithoutPostgres = [
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  async ({}: object, use: (value: undefined) => Promise<void>, info: TestInfo) => {
    info.skip(info.tags.includes(onPostgres) && !postgresIsHere(), missing.postgres.reason)
    await use(undefined)
  },
  // Not a step of its own in reports, which would cost more than what it does.
  { auto: true, box: 'self' },
] as const

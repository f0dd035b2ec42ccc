import { readFileSync } from 'node:fs'

// Set before Next reads it: a self-hosted product tells nobody how it is used.
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

const JSON_TYPE = '[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/[Jj][Ss][Oo][Nn].*'

/** The origin's four addresses answer JSON too; its clients keep their URLs. */
const originPaths = ['/register', '/login', '/forgot-password', '/reset-password']

/** What every response carries, files included; pages get a stricter policy in proxy.ts. */
const fixedHeaders = JSON.parse(readFileSync(new URL('app/_http/fixed-headers.json', import.meta.url), 'utf8'))
// The development mailbox frames its mails, and gives each a policy of its own.
const isPolicy = ({ key }) => key === 'Content-Security-Policy'

export default {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  typedRoutes: true,
  serverExternalPackages: [
    '@electric-sql/pglite',
    '@node-rs/argon2',
    '@opentelemetry/exporter-trace-otlp-proto',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace-node',
    'bcrypt',
    'bcryptjs',
    'nodemailer',
    'prom-client',
    'rate-limiter-flexible',
  ],
  experimental: {
    serverActions: { bodySizeLimit: '16kb' },
    // In a container Next keeps this cache but not the key that its contents were made with, and pages reload for ever.
    turbopackFileSystemCacheForDev: false,
  },
  headers: async () => [
    // Referrer-Policy is not no-referrer: with that a form sent without script carries `Origin: null`.
    { source: '/:path*', headers: fixedHeaders.filter((header) => !isPolicy(header)) },
    { source: '/((?!dev/mailbox/).*)', headers: fixedHeaders.filter(isPolicy) },
  ],
  rewrites: async () => ({
    beforeFiles: originPaths.map((path) => ({
      source: path,
      has: [{ type: 'header', key: 'content-type', value: JSON_TYPE }],
      destination: `/api${path}`,
    })),
  }),
}

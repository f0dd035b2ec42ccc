import { jsonAliases } from './app/_http/json-aliases.mjs'
import { responseHeaders, strictestPolicy } from './app/_http/response-headers.mjs'

// Set before Next reads it: a self-hosted product tells nobody how it is used.
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

const JSON_TYPE = '[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/[Jj][Ss][Oo][Nn].*'

const headers = Object.entries(responseHeaders).map(([key, value]) => ({ key, value }))
const policy = { key: 'Content-Security-Policy', value: strictestPolicy }

export default {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  typedRoutes: true,
  // No page has an image, and /_next/image would fetch and decode what anybody names.
  images: { unoptimized: true },
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
    { source: '/:path*', headers },
    // The development mailbox frames its mails, and gives each a policy of its own.
    { source: '/((?!dev/mailbox/).*)', headers: [policy] },
  ],
  rewrites: async () => ({
    beforeFiles: jsonAliases.map((path) => ({
      source: path,
      has: [{ type: 'header', key: 'content-type', value: JSON_TYPE }],
      destination: `/api${path}`,
    })),
  }),
}

// Set before Next reads it: a self-hosted product tells nobody how it is used.
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

const JSON_TYPE = '[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/[Jj][Ss][Oo][Nn].*'

/** The origin's four addresses answer JSON too; its clients keep their URLs. */
const originPaths = ['/register', '/login', '/forgot-password', '/reset-password']

/** What every response carries, files included; pages get a stricter policy in proxy.ts. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  // Not no-referrer: with it a form sent without script carries `Origin: null`.
  { key: 'Referrer-Policy', value: 'strict-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=()' },
]
const policy = { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'" }

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
    { source: '/:path*', headers },
    // The development mailbox frames its mails, and gives each a policy of its own.
    { source: '/((?!dev/mailbox/).*)', headers: [policy] },
  ],
  rewrites: async () => ({
    beforeFiles: originPaths.map((path) => ({
      source: path,
      has: [{ type: 'header', key: 'content-type', value: JSON_TYPE }],
      destination: `/api${path}`,
    })),
  }),
}

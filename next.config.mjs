import { PHASE_PRODUCTION_BUILD } from 'next/constants.js'
import { jsonAliases } from './app/_http/json-aliases.mjs'

// Set before Next reads it: a self-hosted product tells nobody how it is used.
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

const JSON_TYPE = '[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/[Jj][Ss][Oo][Nn].*'

const config = {
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
  ],
  // Read by name while it runs, so that tracing does not see them.
  outputFileTracingIncludes: { '/**': ['db/migrations/**/*'] },
  // They decode images, of which there are none: half of the folder.
  outputFileTracingExcludes: { '*': ['node_modules/@img/**/*', 'node_modules/sharp/**/*'] },
  experimental: {
    // The first request after a start waits for its own route, not for all fifty.
    preloadEntriesOnStart: false,
    serverActions: { bodySizeLimit: '16kb' },
    // In a container Next keeps this cache but not the key that its contents were made with, and pages reload for ever.
    turbopackFileSystemCacheForDev: false,
  },
  rewrites: async () => ({
    beforeFiles: jsonAliases.map((path) => ({
      source: path,
      has: [{ type: 'header', key: 'content-type', value: JSON_TYPE }],
      destination: `/api${path}`,
    })),
  }),
}

/**
 * Every build leaves a folder that runs without this one (.next/standalone), which the image is made of. The server of a
 * checkout is not told of it: Next would warn that it is another one.
 */
export default (phase) => (phase === PHASE_PRODUCTION_BUILD ? { ...config, output: 'standalone' } : config)

// Set before Next reads it: a self-hosted product tells nobody how it is used.
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

/** Looked up, though never loaded, by what reads this file when the server starts. */
const lookedUpByNext = [
  'node_modules/next/dist/compiled/webpack/{[A-Z]*,package,sources,webpack-lib}.js',
  'node_modules/next/dist/compiled/@babel/runtime/package.json',
]

/** What development is opened under besides localhost: a phone's hot reload comes from there. */
const { APP_URL = '' } = process.env

const config = {
  allowedDevOrigins: URL.canParse(APP_URL) ? [new URL(APP_URL).hostname] : [],
  poweredByHeader: false,
  // server/steps/compress.ts does it, which knows what may be compressed.
  compress: false,
  productionBrowserSourceMaps: false,
  typedRoutes: true,
  // `npm run typecheck` looks at every file, once; `npm test` begins with it.
  typescript: { ignoreBuildErrors: true },
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
  outputFileTracingIncludes: { '/**': ['db/migrations/**/*', 'next.config.mjs', ...lookedUpByNext] },
  // They decode images, of which there are none: half of the folder.
  outputFileTracingExcludes: { '*': ['node_modules/@img/**/*', 'node_modules/sharp/**/*'] },
  experimental: {
    // The first request after a start waits for its own route, not for all fifty.
    preloadEntriesOnStart: false,
    serverActions: { bodySizeLimit: '16kb' },
    // In a container Next keeps this cache but not the key that its contents were made with, and pages reload for ever.
    turbopackFileSystemCacheForDev: false,
    turbopackFileSystemCacheForBuild: false,
  },
}

/**
 * Every build leaves a folder that runs without this one (.next/standalone), which the image is made of. A running server is
 * not told of it: Next would warn that it is another one. Compared as text, since that folder holds no `next/constants.js`.
 */
export default (phase) => (phase === 'phase-production-build' ? { ...config, output: 'standalone' } : config)

// Set before Next reads it, because a self-hosted product reports to nobody how it is used.
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

/** Next resolves these files when it reads this configuration at the start, but does not load them. */
const lookedUpByNext = [
  'node_modules/next/dist/compiled/webpack/{*Plugin,*Helpers,BasicEvaluatedExpression,NormalModule,package,sources,webpack-lib}.js',
  'node_modules/next/dist/compiled/@babel/runtime/package.json',
]

/** In development the site may be opened under this host too, for example on a phone, whose hot reload needs it. */
const { APP_URL = '' } = process.env

const config = {
  allowedDevOrigins: URL.canParse(APP_URL) ? [new URL(APP_URL).hostname] : [],
  poweredByHeader: false,
  // To everybody but staff, whose requests the server marks, the console leads to nothing, exactly as an unknown URL does.
  rewrites: async () => ({
    beforeFiles: [
      {
        source: '/staff/:path*',
        missing: [{ type: 'header', key: 'x-rekey-staff' }],
        destination: '/nothing-here/:path*',
      },
    ],
  }),
  // server/steps/compress.ts compresses answers, because it knows which may be compressed.
  compress: false,
  productionBrowserSourceMaps: false,
  typedRoutes: true,
  // `npm run typecheck` checks every file, and `npm test` starts with it.
  typescript: { ignoreBuildErrors: true },
  // No page has images, and /_next/image would fetch and decode any image that someone names.
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
    'oidc-provider',
    'prom-client',
  ],
  // These files are read by name at run time, so tracing does not find them.
  outputFileTracingIncludes: { '/**': ['db/migrations/**/*', 'next.config.mjs', ...lookedUpByNext] },
  // These packages decode images, of which there are none, and are half of the folder.
  outputFileTracingExcludes: { '*': ['node_modules/@img/**/*', 'node_modules/sharp/**/*'] },
  experimental: {
    // The first request after a start waits only for its own route and not for all fifty.
    preloadEntriesOnStart: false,
    serverActions: { bodySizeLimit: '16kb' },
    // In a container, Next keeps this cache but not the key that it was made with, and pages would reload endlessly.
    turbopackFileSystemCacheForDev: false,
    turbopackFileSystemCacheForBuild: false,
  },
}

/**
 * Every build makes a folder that runs on its own (.next/standalone), from which the image is made. The option is set only for
 * builds, because Next would log a warning about it in a running server. The phase is compared as text, because that folder has
 * no `next/constants.js`.
 */
export default (phase) => (phase === 'phase-production-build' ? { ...config, output: 'standalone' } : config)

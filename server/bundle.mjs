import { copyFile, rm } from 'node:fs/promises'
import { build } from 'esbuild'
// Bundles the command line too.
import { external, requires } from '../cli/bundle.mjs'

/** Set before any module is evaluated, because React and others choose their variant by it. */
const production = "process.env.NODE_ENV = 'production'"

await rm('dist/server', { recursive: true, force: true })
/** The server as JavaScript, because production has no TypeScript loader. It is split into files that are loaded on demand. */
await build({
  entryPoints: { server: 'server/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'server/[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  define: { 'process.env.NODE_ENV': '"production"' },
  // Next reads its own files by name; the other is loaded by pages too, and one process should load it once.
  external: [...external, 'next', 'oidc-provider'],
  banner: { js: `${requires}\n${production}` },
  logLevel: 'warning',
})
await copyFile('lib/passwords/pool/hash.worker.mjs', 'dist/server/hash.worker.mjs')

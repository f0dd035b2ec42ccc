import { copyFile, rm } from 'node:fs/promises'
import { build } from 'esbuild'
// Makes the command line, too.
import { external, requires } from '../cli/bundle.mjs'

/** Before any module is evaluated: React and others choose their form by it. */
const production = "process.env.NODE_ENV = 'production'"

await rm('dist/server', { recursive: true, force: true })
/** The server as JavaScript in pieces, each loaded when it is first needed: there is no TypeScript loader in production. */
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
  // It reads its own files by name, and stands in node_modules beside the bundle.
  external: [...external, 'next'],
  banner: { js: `${requires}\n${production}` },
  logLevel: 'warning',
})
await copyFile('lib/passwords/hash.worker.mjs', 'dist/server/hash.worker.mjs')

import { chmod, copyFile } from 'node:fs/promises'
import { build } from 'esbuild'

/** Packages that are native or read files next to themselves. They are loaded from the server's node_modules. */
export const external = ['@electric-sql/pglite', '@next/env', '@node-rs/argon2', 'bcrypt', 'bcryptjs']

/** Reads the same settings files as a server in the same folder. */
const start = `import { loadEnvironment } from '../lib/config'
import { main } from './main'
import { readFiles } from './read-files.mjs'
// Standard output is reserved for the answer.
process.env.LOG_LEVEL = 'silent'
loadEnvironment(readFiles)
process.exitCode = await main(process.argv.slice(2))
`
/** CommonJS packages load Node's built-in modules with \`require\`. */
export const requires = `import { createRequire as requireOf } from 'node:module'
const require = requireOf(import.meta.url)`

/** The command line as one file, because the image contains neither TypeScript nor its loader. */
await build({
  stdin: { contents: start, resolveDir: import.meta.dirname, loader: 'ts' },
  outfile: 'dist/rekey.mjs',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  external,
  banner: { js: `#!/usr/bin/env node\n${requires}` },
  logLevel: 'warning',
})
await copyFile('lib/passwords/pool/hash.worker.mjs', 'dist/hash.worker.mjs')
await chmod('dist/rekey.mjs', 0o755)

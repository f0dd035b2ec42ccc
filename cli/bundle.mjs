import { chmod, copyFile } from 'node:fs/promises'
import { build } from 'esbuild'

/** What is native, or reads files of its own beside itself; it stands in the node_modules that the server brings along. */
export const external = ['@electric-sql/pglite', '@next/env', '@node-rs/argon2', 'bcrypt', 'bcryptjs']

/** Of the same folder it reads the same files of settings as the server. */
const start = `import { loadEnvironment } from '../lib/config'
import { main } from './main'
import { readFiles } from './read-files.mjs'
// Standard output is for the answer.
process.env.LOG_LEVEL = 'silent'
loadEnvironment(readFiles)
process.exitCode = await main(process.argv.slice(2))
`
/** Packages in the older format ask for Node's own modules by \`require\`. */
export const requires = `import { createRequire as requireOf } from 'node:module'
const require = requireOf(import.meta.url)`

/** The command line as one file, for the image: there is neither TypeScript nor its loader there. */
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
await copyFile('lib/passwords/hash.worker.mjs', 'dist/hash.worker.mjs')
await chmod('dist/rekey.mjs', 0o755)

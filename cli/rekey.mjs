#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { readFiles } from './read-files.mjs'

// Standard output is reserved for the answer.
process.env.LOG_LEVEL = 'silent'
const built = new URL('../dist/rekey.mjs', import.meta.url)
const loader = typescriptLoader()
if (loader) {
  const { register } = await import(loader)
  register()
  const { loadEnvironment } = await import('../lib/config.ts')
  loadEnvironment(readFiles)
  const { main } = await import('./main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else if (existsSync(built)) {
  await import(built)
} else {
  process.stderr.write('Rekey is not built here. Run: npm ci && npm run build\n')
  process.exitCode = 1
}

/** A production installation has no loader and runs the built file. */
function typescriptLoader() {
  try {
    return import.meta.resolve('tsx/esm/api')
  } catch {
    return undefined
  }
}

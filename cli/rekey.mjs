#!/usr/bin/env node
import nextEnv from '@next/env'
import { register } from 'tsx/esm/api'

register()
const { loadEnvironment } = await import('../lib/config.ts')
// As Next does for the server: .env.local and its kin, where the environment itself says nothing.
const output = {
  info() {},
  error: (words, { message }) => void process.stderr.write(`${words}: ${message}\n`),
}
loadEnvironment(
  () => nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== 'production', output).loadedEnvFiles,
)
// Standard output is for the answer.
process.env.LOG_LEVEL = 'silent'
const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2))

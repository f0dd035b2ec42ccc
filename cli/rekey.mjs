#!/usr/bin/env node
import nextEnv from '@next/env'
import { register } from 'tsx/esm/api'

// As Next does for the server: .env.local and its kin, where the environment itself says nothing.
nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== 'production', {
  info() {},
  error: (words, { message }) => void process.stderr.write(`${words}: ${message}\n`),
})
// Standard output is for the answer.
process.env.LOG_LEVEL = 'silent'
register()
const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2))

import nextEnv from '@next/env'

/** As Next does for the server: .env.local and its kin, where the environment itself says nothing. */
export function readFiles() {
  const output = {
    info() {},
    error: (words, { message }) => void process.stderr.write(`${words}: ${message}\n`),
  }
  return nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== 'production', output).loadedEnvFiles
}

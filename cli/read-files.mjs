import nextEnv from '@next/env'

/** Reads .env.local and the other settings files as Next does for the server; variables that are already set win. */
export function readFiles() {
  const output = {
    info() {},
    error: (words, { message }) => void process.stderr.write(`${words}: ${message}\n`),
  }
  return nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== 'production', output).loadedEnvFiles
}

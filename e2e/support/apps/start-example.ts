import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const START_SECONDS = 90

/** Whether the packages of an example are installed. */
export const isInstalled = (folder: string): boolean => existsSync(path.join(folder, 'node_modules/openid-client'))

/** Starts an example as `npm start` does, at another port, and returns a function that stops it. */
export async function startExample(folder: string, origin: string, settings: Record<string, string>) {
  const { scripts } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const { PATH, HOME } = process.env
  const server = spawn(scripts.start.replace('4000', new URL(origin).port), {
    cwd: folder,
    env: { ...settings, HOME, PATH: `${path.resolve(folder, 'node_modules/.bin')}:${PATH}`, ORIGIN: origin } as never,
    shell: true,
    // With a group of its own, what the shell starts can be stopped too.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(server, 'exit')
  const kill = () => process.kill(-(server.pid as number), 'SIGKILL')
  process.once('exit', kill)
  server.once('exit', () => process.off('exit', kill))
  const output: string[] = []
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (data) => output.push(String(data)))
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await pause(200)) {
    if (server.exitCode !== null) break
    if (await answers(origin)) return stop
  }
  await stop()
  throw new Error(`The example did not start:\n${output.join('')}`)

  async function stop(): Promise<void> {
    if (server.exitCode === null) kill()
    await ended
  }
}

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )

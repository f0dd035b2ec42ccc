import { spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { neutral } from '../support/servers/neutral-environment'
import { startSite } from '../support/servers/site'
import { expect, test } from '../support/test'

test('next start serves nothing and says which command to use instead', () => {
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', '0'], {
    env: { PATH: process.env.PATH, ...neutral, NODE_ENV: 'production' },
    encoding: 'utf8',
    timeout: 30_000,
  })
  expect(status).toBe(1)
  expect(stderr).toContain('Start Rekey with `npm start`')
})

test('a connection that never sent anything does not keep a site from stopping', async () => {
  const site = await startSite()
  const socket = connect(Number(new URL(site.url).port), 'localhost')
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve))
  const told = Date.now()
  await site.halt('SIGTERM', 15)
  expect(site.exitCode()).toBe(0)
  expect(Date.now() - told).toBeLessThan(8_000)
  await site.stop()
})

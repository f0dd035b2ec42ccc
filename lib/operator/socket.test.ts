import { once } from 'node:events'
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { onPglite, onPostgres } from '@/e2e/support/needs'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { runCommand } from './run-command'
import { listenToOperators, socketFile } from './socket'

const operator = { name: 'grace' }

test('with a database server there is no operator socket', { tag: onPostgres }, () => {
  expect(listenToOperators()).toBeUndefined()
  expect(existsSync(socketFile())).toBe(false)
})

test.describe('with an embedded database that a server has open', { tag: onPglite }, () => {
  test('only its owner can connect, also if a killed server has left a file behind', async () => {
    writeFileSync(socketFile(), '')
    await listening(async () => {
      expect(statSync(socketFile()).mode & 0o777).toBe(0o600)
    })
  })

  test('the folder of the socket is created if the database is elsewhere', async () => {
    const folder = path.dirname(socketFile())
    rmSync(folder, { recursive: true, force: true })
    await listening(async () => {
      expect(statSync(folder).mode & 0o777).toBe(0o700)
      expect(existsSync(socketFile())).toBe(true)
    })
  })

  test('a command is answered as if it had run in this process', async () => {
    const user = await someone({ passwordHash: 'none' })
    await listening(async () => {
      expect(await runCommand('users show', { user: user.email }, operator)).toMatchObject({
        value: { user: { id: user.id } },
      })
      expect(await runCommand('users show', { user: 'x' }, operator)).toMatchObject({ ok: false, code: 'not-found' })
    })
  })

  test('an invalid question gets a refusal, and one that is too long gets no answer', async () => {
    await listening(async () => {
      expect(JSON.parse(await say('{"name":"users show"}'))).toMatchObject({ code: 'unexpected' })
      expect(JSON.parse(await say('{"name":"toString","input":{},"operator":{"name":"x"}}'))).toMatchObject({
        code: 'not-found',
      })
      expect(JSON.parse(await say('nonsense'))).toMatchObject({ code: 'unexpected' })
      expect(await say('x'.repeat(200_000))).toBe('')
    })
  })
})

async function listening(work: () => Promise<void>): Promise<void> {
  const end = listenToOperators()
  try {
    await work()
  } finally {
    end?.()
  }
}

async function say(line: string): Promise<string> {
  const connection = net.connect(socketFile())
  await once(connection, 'connect')
  connection.on('error', () => {})
  connection.write(`${line}\n`)
  return text(connection).catch(() => '')
}

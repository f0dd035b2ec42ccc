import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import { sendHeadWithBody } from './head-with-body'

test('the head of a response waits for its body, though it is told to go ahead', async () => {
  let sentBeforeBody = 0
  const server = createServer((_, response) => {
    response.flushHeaders()
    sentBeforeBody = response.socket!.bytesWritten
    response.write('body')
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const ask = async () => (await fetch(`http://127.0.0.1:${port}`, { headers: { connection: 'close' } })).text()

  expect([await ask(), sentBeforeBody > 0]).toEqual(['body', true])
  const end = sendHeadWithBody()
  expect([await ask(), sentBeforeBody]).toEqual(['body', 0])
  end()
  server.close()
})

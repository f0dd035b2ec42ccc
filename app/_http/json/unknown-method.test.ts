import { UNKNOWN_METHOD } from '@/app/_http/request/own-headers'
import { ok } from '@/lib/result'
import { expect, test } from '@/test/unit'
import { inputFromUrl, jsonRoutes, noContent } from './json-routes'

test('a method that no route has runs none, and is told which there are [H5]', async () => {
  let ran = 0
  const operation = async () => {
    ran += 1
    return ok(undefined)
  }
  const { PUT } = jsonRoutes({ PUT: inputFromUrl(operation, noContent) })
  const send = (headers: Record<string, string>) =>
    PUT(new Request('http://localhost:3000/api/two-step', { method: 'PUT', headers }))
  expect((await send({ [UNKNOWN_METHOD]: 'true' })).status).toBe(405)
  expect(ran).toBe(0)
  expect((await send({})).status).toBe(204)
})

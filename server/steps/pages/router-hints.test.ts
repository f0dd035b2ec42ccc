import type { IncomingMessage, ServerResponse } from 'node:http'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { dropBrokenHints } from './router-hints'

const STATE = 'next-router-state-tree'
/** The state that a browser sends from a page with a parameter in its path. */
const real = [
  '',
  { children: ['problems', { children: [['code', 'link-used', 'd', null], { children: ['__PAGE__', {}] }] }] },
  null,
  null,
  16,
]

function left(state: string | undefined): unknown {
  const request = { method: 'GET', headers: { [STATE]: state } }
  dropBrokenHints(request as unknown as IncomingMessage, {} as ServerResponse)
  return request.headers
}

test('a router state that Next can read is kept, so that Next sends part of a page and hot reload keeps the document', () => {
  const state = encodeURIComponent(JSON.stringify(real))
  expect(left(state)).toEqual({ [STATE]: state })
})

test('a router state that Next cannot read is removed [H4]', () => {
  const deep = `${'["",{"a":'.repeat(3_000)}["",{}]${'}]'.repeat(3_000)}`
  for (const state of [
    '',
    '%',
    '{',
    'null',
    '[]',
    '[1,{}]',
    '["",[]]',
    '["",{"a":1}]',
    '["",{},5]',
    '["",{},null,"x"]',
    deep,
    'x'.repeat(50_000),
  ])
    expect([state.slice(0, 20), left(encodeURIComponent(state))]).toEqual([state.slice(0, 20), {}])
  expect(left('%')).toEqual({})
})

test('a method that no route has is marked, and nobody else can mark one', () => {
  const marked = (method: string, headers: Record<string, string> = {}) => {
    const request = { method, headers }
    dropBrokenHints(request as unknown as IncomingMessage, {} as ServerResponse)
    return request
  }
  for (const method of ['OPTIONS', 'TRACE', 'PURGE'])
    expect(marked(method)).toEqual({ method: 'PUT', headers: { 'x-rekey-unknown-method': 'true' } })
  expect(marked('PUT', { 'x-rekey-unknown-method': 'true' })).toEqual({ method: 'PUT', headers: {} })
})

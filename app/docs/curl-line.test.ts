import { execFileSync } from 'node:child_process'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { curlLine } from './curl-line'

const site = 'https://accounts.example.com'
const nothing = { site, path: '/api/me', parameters: [], loggedIn: false }

test('a curl line leaves out what curl does by default', () => {
  expect(curlLine({ ...nothing, method: 'GET' })).toBe(`curl -s ${site}/api/me`)
  expect(curlLine({ ...nothing, method: 'DELETE', loggedIn: true })).toBe(
    `curl -s -X DELETE ${site}/api/me -H "authorization: Bearer $token"`,
  )
  const parameters = [
    { name: 'id', in: 'path', example: 7 },
    { name: 'before', in: 'query' },
  ]
  expect(curlLine({ ...nothing, method: 'POST', path: '/api/sessions/{id}', parameters })).toBe(
    `curl -s -X POST ${site}/api/sessions/7`,
  )
})

test('a shell passes the body on unchanged, whatever characters it contains', () => {
  test.skip(process.platform === 'win32', 'There is no sh.')
  const example = { password: `'"$(id)\`id\` \\ !` }
  const line = curlLine({ ...nothing, method: 'POST', example })
  const heard = execFileSync('sh', ['-c', line.replace('curl', `printf '%s\\n'`)], { encoding: 'utf8' })
  expect(JSON.parse(heard.trim().split('\n').at(-1)!)).toEqual(example)
})

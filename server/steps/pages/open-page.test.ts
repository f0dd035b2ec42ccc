import type { IncomingMessage } from 'node:http'
import { expect, test } from '@/test/unit'
import { isPage, openPage, refusalOfPost } from './open-page'

const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }
const form = { ...own, 'content-type': 'multipart/form-data; boundary=x', 'content-length': '100' }
const bare = { ...own, 'content-type': 'text/plain;charset=UTF-8', 'next-action': 'a'.repeat(40) }

test('a form is accepted with and without script, and with or without a length [F10]', () => {
  expect(refusal(form)).toBeUndefined()
  expect(refusal({ ...form, 'next-action': 'a'.repeat(40) })).toBeUndefined()
  expect(refusal({ ...form, 'content-length': undefined, 'transfer-encoding': 'chunked' })).toBeUndefined()
  expect(refusal(bare)).toBeUndefined()
})

test('a form from another site is refused, and so is one without an origin [B8, F10]', () => {
  const foreign: Record<string, string | undefined>[] = [
    { origin: undefined, 'sec-fetch-site': undefined },
    { origin: 'null' },
    { origin: 'https://evil.test' },
    { origin: 'https://evil.test', host: 'evil.test', 'x-forwarded-host': 'evil.test' },
    { origin: 'http://localhost:3000.evil.test' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of foreign) expect([headers, refusal({ ...form, ...headers })]).toEqual([headers, 'cross-site'])
})

test('a body of a type that none of our pages sends is refused [B9]', () => {
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json', '', undefined])
    expect([type, refusal({ ...own, 'content-type': type })]).toEqual([type, 'not-json'])
  for (const type of ['application/x-www-form-urlencoded', 'application/json', undefined])
    expect([type, refusal({ ...bare, 'content-type': type })]).toEqual([type, 'not-json'])
})

test('a form has a size limit like every body [A12]', () => {
  expect(refusal({ ...form, 'content-length': '16384' })).toBeUndefined()
  expect(refusal({ ...form, 'content-length': '16385' })).toBe('too-large')
})

test('a password in the URL of a form is refused [B11]', () => {
  expect(refusal(form, '?password=x')).toBe('secret-in-url')
})

test('a method other than POST is refused [H5]', () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])
    expect(refusalOfPost({ method, headers: form }, new URLSearchParams())).toBe('method-not-allowed')
})

test('every URL that is not known to be something else is a page [F10]', () => {
  for (const path of ['/', '/login', '/login/', '/account/x', '/nothing', '/api', '/healthz/', '/Api/x'])
    expect([path, isPage(path)]).toEqual([path, true])
  expect(isPage('/dev/mailbox/a/b')).toBe(true)
  for (const path of [
    '/dev/mailbox/a',
    '/api/login',
    '/healthz',
    '/icon.svg',
    '/favicon.ico',
    '/apple-icon.png',
    '/_next/static/a.js',
    '/.well-known/jwks.json',
  ])
    expect([path, isPage(path)]).toEqual([path, false])
})

test('a URL that begins like one of another host is a page of this one, and no error [H4]', () => {
  for (const url of ['//', '///', '//[', '//a:99999/x', '//%20/', '/\\', '//evil.test/api/me']) {
    const set: string[] = []
    const response = { setHeader: (name: string) => set.push(name) } as never
    const request = { url, method: 'GET', headers: {} } as IncomingMessage
    expect([url, openPage(request, response)]).toEqual([url, false])
    expect([url, set]).toEqual([url, ['Content-Security-Policy']])
  }
})

function refusal(headers: Record<string, string | undefined>, query = '') {
  return refusalOfPost({ method: 'POST', headers }, new URLSearchParams(query))
}

import { readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { routePattern, routePatterns } from './route-pattern'

test('the list of routes contains every page and every API route, and nothing else', () => {
  const tree = readdirSync('app', { recursive: true, encoding: 'utf8' })
  const folders = tree
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .map((file) => `/${path.dirname(file)}`)
  const routes = folders.map((folder) => (folder === '/.' ? '/' : folder))
  const files = ['/apple-icon.png', '/brand/[file]', '/favicon.ico', '/icon.svg']
  const ofProvider = routePatterns.filter((pattern) => /^\/(oauth\/|\.well-known\/(openid|oauth))/.test(pattern))
  expect(ofProvider).toHaveLength(10)
  const ofApps = routePatterns.filter((pattern) => /^\/(forward-auth$|\.rekey\/)/.test(pattern))
  expect(ofApps).toHaveLength(5)
  expect([...routePatterns].sort()).toEqual([...routes, ...files, ...ofProvider, ...ofApps].sort())
})

test('a request is counted under its route, whatever the path or the query says', () => {
  const routes = {
    '/': '/',
    '/?token=x': '/',
    '/login?email=a@b.example': '/login',
    '/api/sessions/0198-someone': '/api/sessions/[id]',
    '/api/sessions/a/b': '/api/[...path]',
    '/api/no-such-door': '/api/[...path]',
    '/problems/link-used': '/problems/[code]',
    '/_next/static/chunks/a.js': '/_next/static',
    '/brand/logo-0451.svg': '/brand/[file]',
    '/oauth/authorize?client_id=x': '/oauth/authorize',
    '/oauth/authorize/V1StGXR8': '/oauth/authorize/[uid]',
    '/forward-auth': '/forward-auth',
    '/.rekey/login?to=/someone': '/.rekey/login',
    '/.rekey/other': 'unknown',
    '/oauth/other': 'unknown',
    '/_next/image?url=x': 'unknown',
    '/login/': 'unknown',
    '/someone@example.com': 'unknown',
    '*': 'unknown',
    '': 'unknown',
  }
  for (const [url, route] of Object.entries(routes)) expect([url, routePattern(url)]).toEqual([url, route])
})

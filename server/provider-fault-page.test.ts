import type { IncomingMessage } from 'node:http'
import { expect, test } from '@/test/unit'
import { faultPage } from './provider-fault-page'

const request = { headers: {} } as IncomingMessage

test('what an app has sent is text on the page of its fault, and nothing else [P3]', () => {
  const description = '<script>alert(1)</script><img src="x" onerror="alert(1)">&"'
  const { html, policy } = faultPage({ status: 400, error: 'invalid_request', description }, request)
  expect(html).toContain(
    '&lt;script>alert(1)&lt;/script>&lt;img src=&quot;x&quot; onerror=&quot;alert(1)&quot;>&amp;&quot;',
  )
  expect(html).not.toMatch(/<(script|img)/)
  expect(policy).toMatch(/default-src 'none'/)
  expect(policy).not.toContain('script-src')
})

test('a page of a fault of ours says nothing about it', () => {
  const { html } = faultPage({ status: 500, error: 'server_error', description: 'select * from sessions' }, request)
  expect(html).toContain('Something went wrong on our side')
  expect(html).not.toContain('select')
})

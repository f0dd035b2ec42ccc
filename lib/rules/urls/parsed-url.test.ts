import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { parsedUrl } from './parsed-url'

test('a text is a URL or none, also when the question has been asked so often that Node has optimized it', () => {
  // UTF-8 that was read byte by byte, as headers are.
  const host = Buffer.from('ø-').toString('latin1')
  const protocols = new Set<string | undefined>()
  for (let asked = 0; asked < 100_000; asked++)
    protocols.add(parsedUrl(`http://${asked % 3 ? host : 'wiki.example.com'}`)?.protocol)
  expect([...protocols].sort()).toEqual(['http:', undefined])
  expect(parsedUrl('/a', 'http://wiki.example.com')?.href).toBe('http://wiki.example.com/a')
})

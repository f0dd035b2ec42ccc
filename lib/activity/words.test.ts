import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'playwright/test'
import { inWords } from './words'

/** Every value that any event's words need. */
const details = { count: '2', kind: 'browser', from: 'old@example.com', to: 'new@example.com' }

test('every event that the code writes has words of its own', () => {
  const types = writtenTypes()
  expect(types).toEqual(expect.arrayContaining(['registered', 'logged-in', 'not-me', 'data-exported']))
  expect(types.length).toBeGreaterThan(15)
  const sentences = types.map((type) => inWords({ type, details }))
  for (const [index, sentence] of sentences.entries()) {
    expect(sentence, types[index]).not.toBe(types[index])
    expect(sentence).not.toContain('undefined')
  }
  expect(new Set(sentences).size).toBe(types.length)
})

test('the words tell how many, which, and from where to where', () => {
  expect(inWords({ type: 'sessions-revoked', details: { count: '1' } })).toBe('A device was logged out')
  expect(inWords({ type: 'sessions-revoked', details: { count: '3' } })).toBe('3 devices were logged out')
  expect(inWords({ type: 'logged-in', details: { kind: 'api' } })).toBe('A program logged in')
  expect(inWords({ type: 'logged-in', details: { kind: 'browser' } })).toBe('Logged in')
  const { from, to } = details
  expect(inWords({ type: 'email-changed', details })).toBe(`The email address was changed from ${from} to ${to}`)
})

test('an event of a later version is told by its type', () => {
  expect(inWords({ type: 'of-a-later-version', details: {} })).toBe('of-a-later-version')
})

/** Read from the sources, so that an event that is added without words is found. */
function writtenTypes(): string[] {
  const sources = ['db', 'lib'].flatMap((folder) => sourcesIn(folder))
  const found = sources.flatMap((source) => [
    ...[...source.matchAll(/insert\(events\)\s*\.values\(\{[^}]*?\btype: '([\w-]+)'/g)].map(([, type]) => type!),
    ...[...source.matchAll(/\bnote\(tx, [^,]+, '([\w-]+)'/g)].map(([, type]) => type!),
    ...[...source.matchAll(/recordEvent\([^,]+, '([\w-]+)'/g)].map(([, type]) => type!),
  ])
  return [...new Set(found)]
}

function sourcesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const code = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  return code.map((file) => readFileSync(path.join(folder, file), 'utf8'))
}

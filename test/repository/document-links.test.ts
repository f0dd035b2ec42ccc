import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { anchorsOf, brokenLinks, targetsIn } from './document-links'
import { isUnitTest, readTree } from './source-tree'

const manuals = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'))
const names = [...readdirSync('.').filter((file) => file.endsWith('.md')), ...manuals.map((file) => `docs/${file}`)]
const documents = Object.fromEntries(names.map((file) => [file, readFileSync(file, 'utf8')]))

test('every relative link in the documents leads to a file and a heading', () => {
  expect(names).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']))
  expect(names.flatMap((name) => targetsIn(documents[name]!)).length).toBeGreaterThan(100)
  expect(brokenLinks(documents)).toEqual([])
})

const planted: [text: string, target: string][] = [
  ['See [the API](docs/no-api.md).', 'docs/no-api.md'],
  ['See [the API](docs/api.md#no-such-heading).', 'docs/api.md#no-such-heading'],
  ['See [below](#no-such-heading).', '#no-such-heading'],
  ['![A page](docs/no-picture.png)', 'docs/no-picture.png'],
  ['<img src="docs/no-picture.png" alt="">', 'docs/no-picture.png'],
  ['See [another project](../another/README.md).', '../another/README.md'],
]
for (const [text, target] of planted) {
  test(`a broken link planted in the README is found: ${target} in ${text}`, () => {
    expect(brokenLinks({ ...documents, 'README.md': text })).toContain(`README.md: ${target}`)
  })
}

test('headings get the names that GitHub gives them, and code is not searched for links', () => {
  const text = '# What happens when …\n## “This wasn’t me”\n## Again\n## Again\n```\n# no heading\n```\n'
  expect([...anchorsOf(text)]).toEqual(['what-happens-when-', 'this-wasnt-me', 'again', 'again-1'])
  expect(targetsIn('`[a](b)` [c](d#e) [f](https://example.com)\n```\n[g](h)\n```\n')).toEqual(['d#e'])
})

test('every manual that the code and the settings refer to exists, with the named section', () => {
  const settings = ['.env.local.example', 'compose.yaml', 'Dockerfile', 'db/roles.sql']
  const code = Object.entries(readTree()).filter(([file]) => !isUnitTest(file))
  const all = [...code.map(([, source]) => source), ...settings.map((file) => readFileSync(file, 'utf8'))]
  const found = all.flatMap((text) => [
    ...text.matchAll(/((?:docs|db)\/[\w/-]+\.(?:md|conf|cfg|sql))(?:, ([A-Z][\w ]+))?/g),
  ])
  expect(found.length).toBeGreaterThan(10)
  const broken = found.filter(([, file = '', section]) => !existsSync(file) || !hasSection(file, section))
  expect(broken.map(([reference]) => reference)).toEqual([])
})

function hasSection(file: string, section?: string): boolean {
  const name = section?.trim().toLowerCase().replaceAll(' ', '-')
  return !name || anchorsOf(documents[file] ?? '').has(name)
}

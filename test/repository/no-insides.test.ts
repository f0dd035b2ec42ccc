import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { isUnitTest, readTree, type Tree } from './source-tree'

/** Each of these once patched the internals of Node or Next and broke with a new version. */
const insides: Record<string, RegExp> = {
  'next/dist': /['"]next\/dist/,
  diagnostics_channel: /diagnostics_channel/,
  removeAllListeners: /removeAllListeners/,
  'a prototype': /\{ prototype \}|\.prototype\.\w+ = |\bprototype\.\w+ = /,
  'an assignment to process.exit': /process\.exit = /,
}

/**
 * The OpenID Connect library makes this class for our provider alone, and declares the method so that secrets can be compared by
 * their digests.
 */
const declared = { file: 'lib/provider/clients/client-secret.ts', name: 'a prototype' }

test('the server, the pages and the operations do not touch the internals of Node or Next', () => {
  expect(touched(readTree())).toEqual([])
})

const planted: [file: string, source: string, fault: string][] = [
  ['app/_http/hints.ts', `import { parse } from 'next/dist/server/parse.js'`, 'next/dist'],
  ['server/main.ts', `import { subscribe } from 'node:diagnostics_channel'`, 'diagnostics_channel'],
  ['app/_http/keep-pages.ts', `server.removeAllListeners('request')`, 'removeAllListeners'],
  ['server/answer.ts', `const { prototype } = ServerResponse`, 'a prototype'],
  ['server/answer.ts', `ServerResponse.prototype.writeHead = () => {}`, 'a prototype'],
  ['lib/process/start.ts', `process.exit = () => {}`, 'an assignment to process.exit'],
]
for (const [file, source, fault] of planted) {
  test(`a violation planted in ${file} is found: ${source}`, () => {
    expect(touched({ [file]: source })).toEqual([`${file} touches ${fault}`])
  })
}

test('a process may end itself', () => {
  expect(touched({ 'server/stop.ts': 'process.exit(1)' })).toEqual([])
})

function touched(tree: Tree): string[] {
  return Object.entries(tree)
    .filter(([file]) => /^(server|app|lib)\//.test(file) && !isUnitTest(file))
    .flatMap(([file, source]) =>
      Object.keys(insides)
        .filter((name) => insides[name]!.test(source))
        .filter((name) => file !== declared.file || name !== declared.name)
        .map((name) => `${file} touches ${name}`),
    )
}

import { readdirSync, readFileSync } from 'node:fs'
import { documentedParts } from '@/e2e/support/documents/documented-code'
import { rekey } from '@/test/command-line'
import { expect, test } from '@/test/unit'

const DOCUMENT = 'docs/conformance.md'
const FOLDER = 'lib/provider/conformance'

test('docs/conformance.md lists exactly the modules that are replayed, plan by plan', () => {
  const unit = readdirSync(FOLDER).filter((file) => file !== 'document.test.ts')
  const files = ['e2e/apps/conformance.spec.ts', ...unit.map((file) => `${FOLDER}/${file}`)]
  // In the tests, these names are in quotes; in the document, in a heading or at the beginning of a row.
  const replayed = files.flatMap((file) => modulesIn(file, /'(oidcc-[\w-]+)(?: \[P40\])?'/g)).sort()
  expect(replayed.length).toBeGreaterThan(50)
  expect(modulesIn(DOCUMENT, /^(?:### |\| `)(oidcc-[\w-]+)/gm).sort()).toEqual(replayed)
})

test('the commands of docs/conformance.md add the clients that its configurations name, and remove them', async () => {
  const [adding = '', removing = ''] = documentedParts(DOCUMENT, 'Running the suite', 'sh')
  const ids: string[] = []
  for (const words of commandsIn(adding)) {
    const { code, out, err } = await rekey([...words, '--json'])
    expect([code, err]).toEqual([0, expect.any(String)])
    const { client } = JSON.parse(out)
    expect(client).toMatchObject({ pkce: false, redirect_uris: [expect.stringMatching(/\/my-rekey\/callback$/)] })
    ids.push(client.id)
  }
  const texts = documentedParts(DOCUMENT, 'Running the suite', 'json')
  const named = texts.flatMap((text) => Object.values<{ client_id?: string }>(JSON.parse(text)))
  expect(new Set(named.flatMap(({ client_id }) => client_id ?? []))).toEqual(new Set(ids))
  for (const words of commandsIn(removing)) expect((await rekey([...words, '--yes'])).code).toBe(0)
})

/** Each module after its plan, once. */
function modulesIn(file: string, name: RegExp): string[] {
  let plan = ''
  const found = [...readFileSync(file, 'utf8').matchAll(name)].map(([, found = '']) => {
    if (found.endsWith('-test-plan')) plan = found
    return `${plan} ${found}`
  })
  return found.filter((line) => !line.endsWith('-test-plan'))
}

/** The words after `npx rekey` of each line, as a shell would split them. */
function commandsIn(code: string): string[][] {
  const lines = code.split('\n').filter((line) => line.startsWith('npx rekey '))
  return lines.map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!).slice(2))
}

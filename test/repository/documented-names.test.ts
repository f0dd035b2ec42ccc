import { readFileSync } from 'node:fs'
import { operations } from '@/app/_openapi/operations'
import { settingNames } from '@/lib/config'
import { expect, test } from '@/test/unit'

const read = (file: string) => readFileSync(file, 'utf8')

test('every setting is in the table of docs/configuration.md and in .env.local.example', () => {
  const rows = read('docs/configuration.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  // Next itself sets NODE_ENV, and operators never need to.
  const names = settingNames.filter((name) => name !== 'NODE_ENV')
  expect(names.filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([])
  const example = read('.env.local.example')
  expect(names.filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(example))).toEqual([])
})

test('every operation of the API is in the table of docs/api.md', () => {
  const manual = read('docs/api.md')
  const requests = operations.map(({ method, path }) => `${method} ${path.replace('{id}', ':id')}`)
  expect(requests.length).toBeGreaterThan(20)
  expect(requests.filter((request) => !manual.includes(`\`${request}`))).toEqual([])
})

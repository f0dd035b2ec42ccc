import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { aStranger } from './accounts/imported-people'
import { test as base } from './unit'

export const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'rekey-import-'))
    await use(folder)
    rmSync(folder, { recursive: true })
  },
})

const names = ['id', 'first_name', 'last_name', 'email', 'phone_number', 'password_hash', 'created_at'] as const

export function csvOf(folder: string, people: ReturnType<typeof aStranger>[]): string {
  const file = path.join(folder, 'people.csv')
  const lines = people.map((person) => names.map((name) => person[name] ?? '').join(','))
  writeFileSync(file, [names.join(','), ...lines, ''].join('\n'))
  return file
}

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base } from 'playwright/test'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { expect } from '@/test/expect'
import { files } from './files'

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'rekey-doctor-'))
    await use(path.join(folder, 'data'))
    rmSync(folder, { recursive: true })
  },
})

test('a folder or secret that other users can read is reported with the command that fixes it', async ({ folder }) => {
  mkdirSync(folder, { mode: 0o700 })
  expect(findingsBeyondFine(await look(folder))).toEqual([])
  writeFileSync(path.join(folder, 'secret'), 'x')
  chmodSync(path.join(folder, 'secret'), 0o644)
  chmodSync(folder, 0o755)
  expect((await look(folder)).map(({ level, mend }) => [level, mend])).toEqual([
    ['warning', `chmod 700 ${folder}`],
    ['warning', `chmod 600 ${folder}/secret`],
  ])
})

test('a missing folder is a hint with the command that creates it', async ({ folder }) => {
  expect(await look(folder)).toMatchObject([{ level: 'hint', mend: `install -d -m 700 ${folder}` }])
})

async function look(folder: string) {
  return files(doctorContext({ DATA_DIR: folder }))
}

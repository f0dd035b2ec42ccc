import { readFileSync } from 'node:fs'
import { test } from 'playwright/test'
import { settingNames } from '@/lib/config'
import { expect } from '@/test/expect'
import { type SettingMeanings, settingMeanings } from './setting-meanings'

const names = Object.keys(settingMeanings)

test('docs/configuration.md and the settings page name the same settings', () => {
  const rows = readFileSync('docs/configuration.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| `[A-Z_]+`/.test(line))
  const named = rows.flatMap((row) => [...row.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name!))
  const first = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name!))
  expect(first.length).toBeGreaterThan(25)
  expect(first.filter((name) => !names.includes(name))).toEqual([])
  // Next itself sets NODE_ENV, and operators never need to.
  expect(names.filter((name) => name !== 'NODE_ENV' && !named.includes(name))).toEqual([])
})

test('each setting has a meaning in one sentence, and each that is named after a secret is shown as one', () => {
  expect(settingNames.filter((name) => !names.includes(name))).toEqual([])
  for (const [name, { shown, says }] of Object.entries(settingMeanings)) {
    expect(says, name).toMatch(/^[A-Z][^.!?]+\.$/)
    if (/SECRET|TOKEN$|API_KEY|PASSWORD$/.test(name)) expect([name, shown]).toEqual([name, 'secret'])
    if (/URL$|ENDPOINT$/.test(name) && name !== 'APP_URL') expect([name, shown]).toEqual([name, 'url'])
  }
})

test('a setting without a meaning or without a mark does not compile', () => {
  const { APP_NAME, ...others } = settingMeanings
  // @ts-expect-error: the meaning is missing.
  const withoutMeaning: SettingMeanings = others
  // @ts-expect-error: the mark is missing.
  const withoutMark: SettingMeanings = { ...others, APP_NAME: { says: APP_NAME.says } }
  expect([withoutMeaning, withoutMark]).toHaveLength(2)
})

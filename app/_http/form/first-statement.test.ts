import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'playwright/test'

/** An action of a source, and what it does before all else; comments do nothing. */
const ACTION = /^export async function (\w+)\([^)]*\)[^{]*\{\n(?:\s*\/\/.*\n)*\s*(.*)$/gm
/** Each notes at once, before it waits for anything, that the form has reached code of ours. */
const TAKES_THE_FORM = /^(const form = asForm\((sent)?\)|redirect\(\(await logOutBrowser\(\)\) .*)$/

test('every action takes its form first, so that no fault of ours is told as the sender’s [F10 I1]', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const sources = files.map((file) => readFileSync(path.join('app', file), 'utf8'))
  const actions = sources
    .filter((source) => source.startsWith("'use server'"))
    .flatMap((source) => [...source.matchAll(ACTION)].map(([, name, first = '']) => ({ name, first })))
  expect(actions.length).toBeGreaterThan(15)
  expect(actions.filter(({ first }) => !TAKES_THE_FORM.test(first))).toEqual([])
})

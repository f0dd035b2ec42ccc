import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'

/** An action in a source file and its first statement, ignoring comments. */
const ACTION = /^export async function (\w+)\([^)]*\)[^{]*\{\n(?:\s*\/\/.*\n)*\s*(.*)$/gm
/** These calls record, before anything is awaited, that the form has reached our code. */
const TAKES_THE_FORM = /^(const form = asForm\((sent)?\)|redirect\(\(await logOutBrowser\(\)\) .*)$/

test('every action takes its form first, so that no error of ours is reported as the sender’s [F10 I1]', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const sources = files.map((file) => readFileSync(path.join('app', file), 'utf8'))
  const actions = sources
    .filter((source) => source.startsWith("'use server'"))
    .flatMap((source) => [...source.matchAll(ACTION)].map(([, name, first = '']) => ({ name, first })))
  expect(actions.length).toBeGreaterThan(15)
  expect(actions.filter(({ first }) => !TAKES_THE_FORM.test(first))).toEqual([])
})

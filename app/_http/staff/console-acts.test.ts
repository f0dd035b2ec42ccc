import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'playwright/test'
import { commands, isCommand } from '@/lib/operator/commands'
import { expect } from '@/test/expect'
import { consoleAct, consoleActNames } from './console-acts'

/** What the pages of the console ask for by name. */
const sources = readdirSync('app/staff', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join('app/staff', file), 'utf8'))

const forStaff = Object.keys(commands)
  .filter(isCommand)
  .filter((name) => commands[name].declared.right !== 'machine')

for (const name of forStaff)
  test(`“${name}” can be found in the console, as an act or on a page`, () => {
    const isAct = consoleActNames.some((each) => each === name)
    expect(
      isAct || sources.some((source) => source.includes(`('${name}', `) || source.includes(`name: '${name}'`)),
    ).toBe(true)
  })

test('no act of the console is left to the command line by its right', () => {
  expect(consoleActNames.filter((name) => (commands[name].declared.right as string) === 'machine')).toEqual([])
})

test('every act says in whole sentences what it does and what was done', () => {
  for (const name of consoleActNames) {
    const { button, says, done, undo, askAdmin } = consoleAct(name)
    for (const text of [says, done, undo, askAdmin].filter((each) => each !== undefined))
      expect(text).toMatch(/^[A-Z].*\.$/)
    expect(button).toMatch(/^[A-Z][^.]*$/)
    expect(undo !== undefined).toBe('risk' in commands[name].declared)
    expect(askAdmin !== undefined).toBe(commands[name].declared.right !== 'support')
  }
})

import { execFileSync } from 'node:child_process'
import { expect, test } from '@/test/unit'
import { allowCommand, changeCommand } from './command-line'

test('a printed command means the same URLs to a shell, whatever a stranger wrote into one', () => {
  const hostile = ["https://w/$(id)';`id`&x=1", 'https://w/?a=1&b=2', 'https://w/*', 'https://w/~', 'https://w/cb']
  const line = changeCommand('wiki', '--redirect', hostile)
  expect(line).toMatch(/^npx rekey clients change wiki --redirect 'https.*https:\/\/w\/cb$/)
  const printed = line.replace(/^npx rekey clients change wiki --redirect/, "printf '%s\\n'")
  expect(typed(printed)).toEqual(hostile)
})

test('a printed command means the same email to a shell, whatever a stranger registered with', () => {
  for (const email of ["`id`$x|y&z{1}'!#?*~@example.com", 'bob+wiki@example.com']) {
    const line = allowCommand('wiki', email)
    expect(typed(line.replace(/^npx rekey clients allow wiki/, "printf '%s\\n'"))).toEqual([email])
  }
  expect(allowCommand('wiki', 'bob@example.com')).toBe('npx rekey clients allow wiki bob@example.com')
})

function typed(line: string): string[] {
  return execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' }).trimEnd().split('\n')
}

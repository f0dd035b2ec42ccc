import { execFileSync } from 'node:child_process'
import { expect, test } from '@/test/unit'
import { changeCommand } from './command-line'

test('a printed command means the same URLs to a shell, whatever a stranger wrote into one', () => {
  const hostile = ["https://w/$(id)';`id`&x=1", 'https://w/?a=1&b=2', 'https://w/*', 'https://w/~', 'https://w/cb']
  const line = changeCommand('wiki', '--redirect', hostile)
  expect(line).toMatch(/^npx rekey clients change wiki --redirect 'https.*https:\/\/w\/cb$/)
  const printed = line.replace(/^npx rekey clients change wiki --redirect/, "printf '%s\\n'")
  expect(execFileSync('/bin/sh', ['-c', printed], { encoding: 'utf8' }).trimEnd().split('\n')).toEqual(hostile)
})

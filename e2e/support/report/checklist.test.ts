import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { checklistTable, documentOf, firstDifferences, sumOf } from './checklist-document'
import { gaps, idsIn, linesOf, type Proof, prove, readChapters, strayIds } from './checklist-lines'

const line = { id: 'B3', level: 'MUST', promise: 'Attempts are limited.' } as const
const wish = { id: 'B7', level: 'SHOULD', promise: 'Networks are limited.' } as const
const chapters = (lines: (typeof line | (typeof wish & { answer?: string }))[]) => [
  { letter: 'B', title: 'Login', lines },
]
const passed: Proof = { file: 'lib/sessions/[id]/login.test.ts', title: 'ten attempts [B3, B7]', outcome: 'passed' }

test('the IDs in a title are read with spaces or commas, and those of incidents are ignored', () => {
  expect(idsIn('a link works once [D1r D8r]')).toEqual(['D1r', 'D8r'])
  expect(idsIn('a stranger keeps nothing [A14, INC-4]')).toEqual(['A14'])
  expect(idsIn('a list [a, b] and an index [0] are none')).toEqual([])
})

test('a promise counts as covered if a test passed and none failed', () => {
  const sum = (proofs: Proof[]) => sumOf(prove(chapters([line]), proofs))
  expect(sum([passed])).toContain('1 of 1 MUST')
  expect(sum([passed, { ...passed, title: 'another [B3]', outcome: 'failed' }])).toContain('0 of 1 MUST')
  expect(sum([{ ...passed, outcome: 'skipped' }])).toContain('0 of 1 MUST')
})

test('a MUST without a test, another promise without an answer and an unknown ID are reported', () => {
  const told = (lines: Parameters<typeof chapters>[0], proofs: Proof[]) => gaps(linesOf(prove(chapters(lines), proofs)))
  expect(told([line], [])).toEqual(['B3 is a MUST without a test: Attempts are limited.'])
  expect(told([wish], [])).toEqual(['B7 has neither a test nor an answer: Networks are limited.'])
  expect(told([{ ...wish, answer: 'Not done: nobody asked.' }], [])).toEqual([])
  expect(told([line, wish], [{ ...passed, outcome: 'skipped' }])).toHaveLength(2)
  expect(strayIds(chapters([line]), [passed])).toEqual([expect.stringContaining('B7 is not in the checklist')])
})

test('the document links the files, and the table counts the results of their tests', () => {
  const proven = prove(chapters([line, wish]), [passed, { ...passed, title: 'more [B7]', outcome: 'failed' }])
  const link = '[\\[id\\]/login.test.ts](../lib/sessions/%5Bid%5D/login.test.ts)'
  expect(documentOf(proven)).toContain(`| B3 | MUST | Attempts are limited. | ${link} | ✔ |`)
  expect(checklistTable(proven)).toMatch(
    /✔ B3 +MUST +1 passed +Attempts are limited\.\n {2}B7 +SHOULD +1 passed, 1 failed/,
  )
  expect(firstDifferences('a\nb', 'a\nc')).toBe('- b\n+ c')
})

test('the list of promises names each line once, in its chapter, and fits a page', () => {
  const chapters = readChapters()
  const ids = chapters.flatMap(({ letter, lines }) => lines.map(({ id }) => ({ letter, id })))
  expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length)
  expect(ids.filter(({ letter, id }) => !id.startsWith(letter))).toEqual([])
  expect(documentOf(prove(chapters, [])).split('\n').length).toBeLessThan(400)
})

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { FullResult, Reporter, Suite, TestCase } from 'playwright/types/testReporter'
import { browserIsHere } from '../pages/browser-launch'
import { postgresIsHere } from '../servers/installed-postgres'
import { checklistTable, documentOf, firstDifferences, sumOf } from './checklist-document'
import { gaps, idsIn, linesOf, type Proof, prove, readChapters, strayIds } from './checklist-lines'
import { outcome } from './totals-reporter'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const DOCUMENT = path.join(ROOT, 'docs/checklist.md')

/** Reports which promises of the checklist have passing tests in this run. A complete run updates docs/checklist.md. */
export default class Checklist implements Reporter {
  private tests: TestCase[] = []
  private words: string[] = []

  /** `table`: prints every promise, not only the summary. */
  constructor(private readonly options: { table?: boolean } = {}) {}

  onBegin(_: unknown, suite: Suite) {
    this.tests = suite.allTests()
  }

  async onEnd(result: FullResult) {
    const chapters = readChapters()
    const proofs = proofsOf(this.tests)
    const proven = prove(chapters, proofs)
    const faults = strayIds(chapters, proofs)
    if (wasWhole()) {
      if (this.options.table) this.words.push(checklistTable(proven))
      this.words.push(sumOf(proven))
      const complete = postgresIsHere() && browserIsHere()
      if (complete) faults.push(...gaps(linesOf(proven)))
      else this.words.push('docs/checklist.md was not compared: some of its tests need PostgreSQL or Chromium.')
      if (complete && faults.length === 0 && result.status === 'passed') faults.push(...keep(documentOf(proven)))
    }
    this.words.push(...faults)
    // Only a run that would have passed is turned into a failure, so that an interrupted run is still reported as interrupted.
    return faults.length > 0 && result.status === 'passed' ? { status: 'failed' as const } : undefined
  }

  // Printed after the other reporters' lines about single tests and before the totals.
  async onExit() {
    if (this.words.length > 0) process.stdout.write(`${this.words.join('\n')}\n`)
  }
}

/** Writes the document. In CI, reports how the committed one differs. */
function keep(made: string): string[] {
  const committed = existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : ''
  if (committed === made) return []
  if (process.env.CI) {
    return [
      'docs/checklist.md does not match this run. Update it with npm run checklist.',
      firstDifferences(committed, made),
    ]
  }
  writeFileSync(DOCUMENT, made)
  return []
}

/** Whether the run is complete: no files, projects or titles were selected. */
function wasWhole(): boolean {
  const [, ...asked] = process.argv.slice(process.argv.indexOf('test')).filter((word) => !/^(--config|-c)$/.test(word))
  return asked.every((word) => /^--(workers|reporter|timeout|config)=/.test(word) || word.endsWith('.config.ts'))
}

/** Each test with IDs, once. It passed if it passed on one database and failed on none. */
function proofsOf(tests: TestCase[]): Proof[] {
  const proofs = new Map<string, Proof>()
  for (const test of tests) {
    const [, , , ...titles] = test.titlePath()
    const title = titles.join(' › ')
    if (idsIn(title).length === 0) continue
    const file = path.relative(ROOT, test.location.file).replaceAll(path.sep, '/')
    const key = `${file} ${title}`
    proofs.set(key, { file, title, outcome: worse(proofs.get(key)?.outcome, outcome(test)) })
  }
  return [...proofs.values()]
}

function worse(one: Proof['outcome'] | undefined, other: Proof['outcome']): Proof['outcome'] {
  return (['failed', 'passed', 'skipped'] as const).find((kind) => kind === one || kind === other) ?? other
}

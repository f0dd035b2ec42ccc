import type { FullResult, Reporter, Suite, TestCase } from 'playwright/types/testReporter'
import { missing } from '../needs'
import { postgresIsHere } from '../servers/installed-postgres'

/** Ends a run with a list of what was skipped and one line that people and scripts can read: `N passed, N failed[, N skipped]`. */
export default class Totals implements Reporter {
  private tests: TestCase[] = []
  private errors = 0
  private status: FullResult['status'] = 'failed'

  onBegin(_: unknown, suite: Suite) {
    this.tests = suite.allTests()
  }

  onError() {
    this.errors += 1
  }

  onEnd(result: FullResult) {
    this.status = result.status
  }

  // The other reporters have finished their output by now.
  async onExit() {
    const count = (kind: string) => this.tests.filter((test) => outcome(test) === kind).length
    const failed = count('failed') + this.errors
    const skipped = count('skipped')
    // An interrupted run has failed, even if no test did.
    const atLeast = this.status === 'passed' ? 0 : 1
    process.stdout.write(this.warnings())
    const line = `${count('passed')} passed, ${Math.max(failed, atLeast)} failed`
    process.stdout.write(`${line}${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  }

  private warnings(): string {
    const reasons = this.tests.filter((test) => outcome(test) === 'skipped').flatMap(reasonOf)
    const lines = [...new Set(reasons)].flatMap((reason) => {
      const count = reasons.filter((each) => each === reason).length
      const remedy = Object.values(missing).find((tool) => tool.reason === reason)?.remedy ?? ''
      return [`${reason} Tests SKIPPED: ${count}.`, ...remedy.split('\n').filter(Boolean), '']
    })
    if (!postgresIsHere()) lines.push('The unit tests ran on the embedded database alone.', '')
    return lines.length > 0 ? inBox(lines) : ''
  }
}

function reasonOf({ annotations }: TestCase): string[] {
  return annotations.flatMap(({ type, description }) => (type === 'skip' && description ? [description] : []))
}

function inBox(lines: string[]): string {
  const width = Math.max(...lines.map((line) => line.length)) + 4
  const rows = ['', ...lines].map((line) => `║  ${line.padEnd(width - 2)}║\n`)
  return `╔${'═'.repeat(width)}╗\n${rows.join('')}╚${'═'.repeat(width)}╝\n`
}

/** A test that passed only at its second attempt has failed. One that did not start because of a failure counts as skipped. */
export function outcome(test: TestCase): 'passed' | 'failed' | 'skipped' {
  if (test.results.some(({ status }) => status === 'interrupted')) return 'failed'
  if (test.outcome() === 'skipped') return 'skipped'
  return test.outcome() === 'expected' ? 'passed' : 'failed'
}

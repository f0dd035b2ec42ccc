import type { FullResult, Reporter, Suite, TestCase } from 'playwright/types/testReporter'
import { postgresIsHere } from './postgres'

const warning = `
╔══════════════════════════════════════════════════════════════════════╗
║  No PostgreSQL was found: its tests were SKIPPED.                    ║
║  Install it, or set TEST_DATABASE_URL to a server where databases    ║
║  may be created. REQUIRE_POSTGRES=1 makes its absence a failure.     ║
╚══════════════════════════════════════════════════════════════════════╝
`

/** Closes a run with one line that a person and a program can read: `N passed, N failed[, N skipped]`. */
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

  // The other reporters have written all they have by now.
  async onExit() {
    const count = (kind: string) => this.tests.filter((test) => outcome(test) === kind).length
    const failed = count('failed') + this.errors
    const skipped = count('skipped')
    // A run that was cut short has failed, even where no test did.
    const atLeast = this.status === 'passed' ? 0 : 1
    if (!postgresIsHere()) process.stdout.write(warning)
    const line = `${count('passed')} passed, ${Math.max(failed, atLeast)} failed`
    process.stdout.write(`${line}${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  }
}

/** A test that passed only at a second try has failed; one that a failure kept from starting counts as skipped. */
export function outcome(test: TestCase): 'passed' | 'failed' | 'skipped' {
  if (test.results.some(({ status }) => status === 'interrupted')) return 'failed'
  if (test.outcome() === 'skipped') return 'skipped'
  return test.outcome() === 'expected' ? 'passed' : 'failed'
}

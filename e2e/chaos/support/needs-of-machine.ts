import { test } from 'playwright/test'
import { postgresIsHere } from '../../support/servers/postgres-server'

/** Leaves the test out where this machine lacks something, and says so where nobody overlooks it. */
export function needs(something: string, isHere: boolean): void {
  if (!isHere)
    process.stdout.write(`\n  !!! SKIPPED: ${test.info().title}\n  !!! because this is missing: ${something}\n\n`)
  test.skip(!isHere, `missing: ${something}`)
}

export function needsPostgres(): void {
  needs('PostgreSQL', postgresIsHere())
}

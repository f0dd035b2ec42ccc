import { test } from 'playwright/test'
import { postgresIsHere } from '../../support/servers/installed-postgres'

/** Skips the test if this machine lacks something, and prints that where nobody can overlook it. */
export function needs(something: string, isHere: boolean): void {
  if (!isHere)
    process.stdout.write(`\n  !!! SKIPPED: ${test.info().title}\n  !!! because this is missing: ${something}\n\n`)
  test.skip(!isHere, `missing: ${something}`)
}

export function needsPostgres(): void {
  needs('PostgreSQL', postgresIsHere())
}

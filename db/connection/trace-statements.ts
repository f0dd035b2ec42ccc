import { trace } from '@opentelemetry/api'

/** Adds each statement to the trace of its call: its verb and table, without values. */
export const statementTracer = {
  logQuery(statement: string): void {
    const span = trace.getActiveSpan()
    if (span?.isRecording()) span.addEvent('statement', { 'db.query.summary': summary(statement) })
  },
}

function summary(statement: string): string {
  // The verb that counts is the one after the `with` clauses.
  const main = statement.replace(/^with .*\) (?=(select|update|delete|insert)\b)/s, '')
  const [, verb = 'other'] = /^(select|insert|update|delete)\b/.exec(main) ?? []
  const [, table = ''] = /\b(?:from|into|update) "(\w+)"/.exec(main) ?? []
  return `${verb} ${table}`.trim()
}

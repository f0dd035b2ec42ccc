import { trace } from '@opentelemetry/api'

/** Notes each statement in the trace of the call that makes it: what is done to which table, no values. */
export const statementTracer = {
  logQuery(statement: string): void {
    const span = trace.getActiveSpan()
    if (span?.isRecording()) span.addEvent('statement', { 'db.query.summary': summary(statement) })
  },
}

function summary(statement: string): string {
  // What a `with` prepares is not what the statement does.
  const main = statement.replace(/^with .*\) (?=(select|update|delete|insert)\b)/s, '')
  const [, verb = 'other'] = /^(select|insert|update|delete)\b/.exec(main) ?? []
  const [, table = ''] = /\b(?:from|into|update) "(\w+)"/.exec(main) ?? []
  return `${verb} ${table}`.trim()
}

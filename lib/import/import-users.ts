import { recordRun } from '@/db/events'
import type { Act } from '@/db/operator/acts'
import { addCandidates, isRefused } from './add-candidates'
import { type Candidate, candidateMaker } from './candidates'
import type { SourceRow } from './fields'
import type { Report } from './import-report'
import { type ProblemCode, problems } from './row-problems'
import type { Leniency } from './values/read-values'

export type ImportOptions = Leniency & {
  /** If false, nothing but the report is written. */
  apply: boolean
  report: Pick<Report, 'write'>
  /** What the record of the import contains in addition to its numbers. */
  done: { source: string }
  act: Act
}

/** The progress of an import: rows by their outcome, and how often each problem occurred. */
export type Tally = {
  read: number
  imported: number
  /** Imported by an earlier run. */
  already: number
  refused: number
  problems: { [Code in ProblemCode]?: number }
}

const ROWS_AT_ONCE = 4_000

/**
 * Imports accounts or previews the import, and yields its progress after each piece. It never changes an existing account.
 * Rows that an earlier run imported are recognized by their IDs, so an interrupted run is continued by the next one.
 */
export async function* importUsers(
  source: AsyncIterable<SourceRow[]>,
  { apply, report, done, act, ...leniency }: ImportOptions,
): AsyncGenerator<Tally> {
  const tally: Tally = { read: 0, imported: 0, already: 0, refused: 0, problems: {} }
  let unrecorded: Act | undefined = act
  for await (const candidates of ahead(prepared(source, candidateMaker(leniency)))) {
    // The act is recorded with the first accounts that it adds: a run that is interrupted later has left these.
    if (await addCandidates(candidates, apply, unrecorded)) unrecorded = undefined
    for (const candidate of candidates) count(tally, candidate)
    await report.write(candidates.filter(({ already }) => !already).flatMap(linesFor))
    yield tally
  }
  if (apply) await recordRun('imported', { ...done, operator: act.operator, ...figures(tally) }, unrecorded)
}

function figures({ read, imported, already, refused }: Tally): Record<string, string> {
  return { read: String(read), imported: String(imported), already: String(already), refused: String(refused) }
}

/** Groups the rows into pieces that are large enough for a query. */
async function* prepared(
  source: AsyncIterable<SourceRow[]>,
  prepare: (row: SourceRow) => Candidate,
): AsyncGenerator<Candidate[]> {
  let piece: Candidate[] = []
  for await (const rows of source) {
    for (const row of rows) {
      piece.push(prepare(row))
      if (piece.length < ROWS_AT_ONCE) continue
      yield piece
      piece = []
    }
  }
  if (piece.length > 0) yield piece
}

/** Reads and checks the next piece while the database is working on this one. */
async function* ahead<T>(pieces: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = pieces.next()
  for (;;) {
    const piece = await next
    if (piece.done) return
    next = pieces.next()
    // An error is thrown when its piece is awaited.
    next.catch(() => {})
    yield piece.value
  }
}

function count(tally: Tally, candidate: Candidate): void {
  tally.read += 1
  const outcome = candidate.already ? 'already' : isRefused(candidate) ? 'refused' : 'imported'
  tally[outcome] += 1
  if (candidate.already) return
  for (const { code } of candidate.judged.problems) tally.problems[code] = (tally.problems[code] ?? 0) + 1
}

function linesFor({ row, typedEmail, judged }: Candidate) {
  return judged.problems.map(({ code, detail }) => {
    const { action, words } = problems[code]
    return { row, id: judged.sourceId, email: typedEmail, problem: code, action, words, detail }
  })
}

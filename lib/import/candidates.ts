import { duplicateKeys } from './duplicate-keys'
import type { SourceRow } from './fields'
import { importedIds } from './imported-id'
import { type Judged, judgeRow } from './judge-row'
import type { Leniency } from './read-values'
import { momentOf } from './timestamp'

/** A row on its way to become an account of this id. */
export type Candidate = {
  row: number
  judged: Judged
  id: string
  /** As the source wrote it, to be found again there. */
  typedEmail: string
  /** Whether an account's id shows that an earlier run has brought this very row. */
  isMine(id: string): boolean
  already: boolean
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Judges each row for itself, then beside all that came before it. */
export function candidateMaker(leniency: Leniency): (row: SourceRow) => Candidate {
  const ids = importedIds()
  const now = momentOf(new Date())
  // An address and a number belong to the first row that names them, whatever becomes of it: which of two rows counts
  // must not depend on a fault that is mended before the next run.
  const claimed = { email: duplicateKeys(), phone: duplicateKeys(), id: duplicateKeys() }

  function claim(what: keyof typeof claimed, key: string, { row, judged: { problems } }: Candidate): void {
    const earlier = key && claimed[what](key, row)
    if (earlier) problems.push({ code: `${what}-collision`, detail: `row ${earlier}` })
  }

  return ({ row, fields, broken }) => {
    const judged = judgeRow(fields, leniency, now)
    if (broken) judged.problems = [{ code: 'row-malformed', detail: broken }]
    const { id, isMine } = identify(judged, ids)
    const candidate = { row, judged, id, isMine, typedEmail: fields.email ?? '', already: false }
    claim('email', judged.emailCanonical, candidate)
    claim('phone', judged.phoneNumber, candidate)
    if (isUuid(judged.sourceId)) claim('id', candidate.id, candidate)
    return candidate
  }
}

/** An id of Rekey's kind is kept; any other row gets one that tells, to us alone, who it is about. */
function identify({ sourceId = '', emailCanonical, createdAt }: Judged, ids: ReturnType<typeof importedIds>) {
  const given = sourceId.toLowerCase()
  if (isUuid(given)) return { id: given, isMine: (other: string) => other === given }
  const identity = `${emailCanonical}\n${given}`
  const id = ids.idFor(identity, createdAt?.milliseconds ?? 0)
  return { id, isMine: (other: string) => ids.isOf(other, identity) }
}

function isUuid(text = ''): boolean {
  return UUID.test(text)
}

import { duplicateKeys } from './duplicate-keys'
import type { SourceRow } from './fields'
import { type Judged, judgeRow } from './judge-row'
import { importedIds } from './values/imported-id'
import type { Leniency } from './values/read-values'
import { momentOf } from './values/timestamp'

/** A row that may become an account with this ID. */
export type Candidate = {
  row: number
  judged: Judged
  id: string
  /** The email as written in the source, to find the row there. */
  typedEmail: string
  /** Whether the ID of an account shows that an earlier run imported this row. */
  isMine(id: string): boolean
  already: boolean
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Checks each row on its own, then against all rows before it. */
export function candidateMaker(leniency: Leniency): (row: SourceRow) => Candidate {
  const ids = importedIds()
  const now = momentOf(new Date())
  // An email and a phone number belong to the first row that has them, even if that row is refused. Otherwise a row that is
  // corrected before the next run would change which of the two is imported.
  const claimed = { email: duplicateKeys(), phone: duplicateKeys(), id: duplicateKeys() }

  function claim(what: keyof typeof claimed, key: string | null, { row, judged: { problems } }: Candidate): void {
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

/** A UUID is kept. Any other row gets an ID derived from the person, which only we can verify. */
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

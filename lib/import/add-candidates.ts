import type { Act } from '@/db/operator/acts'
import { addImportedUsers, findInTheWay, type ImportedUser, type Reservation } from '@/db/operator/imported-users'
import type { Candidate } from './candidates'
import { type ProblemCode, problems } from './row-problems'

/** True if a row is refused. A row that is only changed is imported. */
export function isRefused({ judged }: Candidate): boolean {
  return judged.problems.some(({ code }) => problems[code].action === 'refused')
}

/**
 * Finds the conflicts of each candidate and, if `apply` is set, creates accounts for those without any; `act` is recorded with
 * them. True if it created any.
 */
export async function addCandidates(candidates: Candidate[], apply: boolean, act?: Act): Promise<boolean> {
  const free = await freeOnes(candidates.filter((candidate) => !isRefused(candidate)))
  if (!apply) return false
  const added = await addImportedUsers(free.map(asUser), act)
  // A person who registered meanwhile, or another import, was faster.
  await freeOnes(free.filter(({ id }) => !added.has(id)))
  return added.size > 0
}

/** The candidates whose ID, email and phone number are free. The others get a problem. */
async function freeOnes(candidates: Candidate[]): Promise<Candidate[]> {
  if (candidates.length === 0) return []
  const { holders, reservations } = await findInTheWay({
    ids: candidates.map(({ id }) => id),
    emails: candidates.map(({ judged }) => judged.emailCanonical),
    phones: candidates.flatMap(({ judged }) => judged.phoneNumber ?? []),
  })
  const byId = new Map(holders.map((holder) => [holder.id, holder]))
  const byEmail = new Map(holders.map((holder) => [holder.emailCanonical, holder]))
  const byPhone = new Map(holders.map((holder) => [holder.phoneNumber, holder]))
  const addresses = (kept: Reservation[]) => new Set(kept.map(({ emailCanonical }) => emailCanonical))
  const [reserved, reservedFromAll] = [addresses(reservations), addresses(reservations.filter(({ proven }) => proven))]

  return candidates.filter((candidate) => {
    const { emailCanonical, phoneNumber, emailVerifiedAt, problems: met } = candidate.judged
    const [sameEmail, samePhone] = [byEmail.get(emailCanonical), phoneNumber && byPhone.get(phoneNumber)]
    const same = [byId.get(candidate.id), sameEmail, samePhone]
    candidate.already = same.some((holder) => holder && candidate.isMine(holder.id))
    if (candidate.already) return false
    const keptForAnother = (emailVerifiedAt ? reservedFromAll : reserved).has(emailCanonical)
    const found = [sameEmail && 'email-taken', samePhone && 'phone-taken', keptForAnother && 'email-reserved'].filter(
      Boolean,
    ) as ProblemCode[]
    met.push(...found.map((code) => ({ code })))
    return found.length === 0
  })
}

function asUser({ id, judged }: Candidate): ImportedUser {
  const createdAt = judged.createdAt?.text ?? new Date().toISOString()
  return {
    id,
    email: judged.email,
    emailCanonical: judged.emailCanonical,
    phoneNumber: judged.phoneNumber,
    firstName: judged.firstName,
    lastName: judged.lastName,
    emailVerifiedAt: judged.emailVerifiedAt,
    disabledAt: judged.disabledAt,
    deletionDueAt: judged.deletionDueAt,
    createdAt,
    updatedAt: judged.updatedAt ?? createdAt,
    passwordHash: judged.passwordHash,
  }
}

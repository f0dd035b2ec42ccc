import { refusalParam } from '@/app/_http/form/refusal-param'
import type { Failure } from '@/lib/result'
import { openForMember, sealForMember } from '@/lib/staff/sealed-for-member'
import { staffSession } from './open-staff'

/** A form as it was refused: what was typed, and what is wrong with it. */
export type RefusedForm = { form: string; typed: Record<string, string>; faults: Record<string, string> }

/**
 * The parameters of the page that shows a refused form again. What was typed is sealed, so that it can stand in the URL: the page
 * works without script, and nothing has to be typed twice.
 */
export async function refusedParams(failure: Failure, { form, typed }: Omit<RefusedForm, 'faults'>): Promise<string> {
  const refused = `refused=${refusalParam(failure)}`
  if (failure.code === 'unavailable') return refused
  const { user } = await staffSession()
  const faults = Object.fromEntries(Object.entries(failure.fields).map(([name, said]) => [name, said.join(' ')]))
  return `${refused}&typed=${await sealForMember(user.id, 'form', { form, typed: shortened(typed), faults })}`
}

/** Longer than any of the fields may be, and short enough for a URL. */
const LONGEST = 600

const shortened = (typed: Record<string, string>) =>
  Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, text.slice(0, LONGEST)]))

/** Reads it back, for the member who typed it. */
export async function refusedForm(memberId: string, param: unknown): Promise<RefusedForm | undefined> {
  return (await openForMember(memberId, 'form', param)) as RefusedForm | undefined
}

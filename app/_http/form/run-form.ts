import { headers } from 'next/headers'
import { renewSessionCookie } from '@/app/_http/cookies/session-cookie'
import { callerFrom } from '@/app/_http/request/caller'
import { isCrossSite } from '@/app/_http/request/cross-site'
import { currentExchange } from '@/lib/exchange'
import { describeError, log } from '@/lib/log'
import type { Caller, Declared, Operation } from '@/lib/operation'
import { type Failure, type FailureCode, type FieldErrors, fail, type Result } from '@/lib/result'
import { secretFields } from '@/lib/rules/secret-fields'
import { fieldsOf } from './fields-of'
import { messageOf } from './message-of'

/** What a form shows after a refusal. */
export type FormState = {
  code?: FailureCode
  message?: string
  /** In the browser only: why the action gave no answer. It is about the request and not about the fields. */
  unanswered?: string
  errors: FieldErrors
  /** What was typed into each field, but never a password. */
  values: Record<string, string>
  /** New recovery codes, which only this answer contains: a redirect to another page would have to keep them somewhere. */
  recoveryCodes?: string[]
}

const NEVER_SHOWN_AGAIN = [...secretFields, 'browser']

/**
 * Takes what an action was sent, before the action does anything else: a failure from now on is our own. An action can be
 * sent anything, so whatever is not a form counts as an empty one.
 */
export function asForm(sent?: unknown): FormData {
  markActed()
  return sent instanceof FormData ? sent : new FormData()
}

/** Runs an operation with a form's fields. `more` holds what the form must not decide itself. Of a repeated field the last value counts. */
export async function runForm<T>(operation: Operation<T>, form: FormData, more: object = {}): Promise<Result<T>> {
  const caller = await formCaller()
  if (!caller) return fail('cross-site')
  try {
    const result = await operation({ ...fieldsOf(form), ...more }, caller)
    // The account owner has just confirmed that it is them, and a copy of the former token must not profit from that.
    if (result.ok && confirms(operation) && provesOwner(form)) await renewSessionCookie()
    return result
  } catch (error) {
    log().error({ event: 'unexpected', request: caller.requestId, ...describeError(error) })
    return fail('unexpected')
  }
}

const provesOwner = (form: FormData) => Boolean(form.get('current_password') || form.get('credential'))
const confirms = <T>(operation: Operation<T> & Partial<Declared>) => operation.confirms === true

/** The caller who sends this form; undefined for a form of another site, which server/steps/pages/open-page.ts has already refused. */
export async function formCaller(): Promise<Caller | undefined> {
  markActed()
  const sent = await headers()
  return isCrossSite(sent, { needsOrigin: true }) ? undefined : callerFrom(sent, 'browser')
}

function markActed(): void {
  const exchange = currentExchange()
  if (exchange) exchange.acted = true
}

/** `errors` in the order of the fields on the page, in which a reader meets them. */
export function formState(failure: Failure, form: FormData): FormState {
  const { code, fields } = failure
  const typed = [...form].filter(([name, value]) => typeof value === 'string' && !name.startsWith('$'))
  const values = typed.filter(([name]) => !NEVER_SHOWN_AGAIN.includes(name))
  return {
    code,
    message: messageOf(failure),
    errors: inOrder(fields, form),
    values: Object.fromEntries(values) as Record<string, string>,
  }
}

function inOrder(fields: FieldErrors, form: FormData): FieldErrors {
  const order = [...form.keys()]
  return Object.fromEntries(Object.entries(fields).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other)))
}

import type { IncomingHttpHeaders } from 'node:http'
import { BODY_LIMIT_BYTES } from '@/app/_http/json/json-body'
import { STAFF } from '@/app/_http/staff/staff-address'
import type { FailureCode } from '@/lib/result'
import { exchangeOf } from '@/server/exchanges'
import { actionOfForm, isCallWithFields } from '@/server/forms/action-form'
import { discardBody } from '@/server/forms/discard-body'
import type { KnowsAction } from '@/server/forms/known-actions'
import { multipartFields } from '@/server/forms/multipart-fields'
import { readBody } from '@/server/forms/read-body'
import type { Step } from '@/server/pipeline'
import { isForPeople, refuse } from '@/server/refusal'
import { logRefusedForm } from '@/server/refused-form'

/**
 * Reads every form before Next does, and accepts only forms that our pages send: from any other, Next and React could decode
 * more or something else than what was checked here.
 */
export function readForm(knowsAction: KnowsAction): Step {
  return async (request, response) => {
    if (!exchangeOf(request)?.posted) return false
    const body = await readBody(request, BODY_LIMIT_BYTES)
    const code = body ? refusalOfForm(request.headers, body, knowsAction) : 'too-large'
    if (!code) return false
    logRefusedForm(request, 'form.unreadable', code)
    if (code === 'too-large' && isForPeople(request)) await discardBody(request)
    refuse(request, response, code)
    return true
  }
}

function refusalOfForm(headers: IncomingHttpHeaders, body: Buffer, knowsAction: KnowsAction): FailureCode | undefined {
  const called = headers['next-action']
  const knows = (id: string) => knowsAction(id, { byStaff: STAFF in headers })
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) {
    // An action without arguments, such as logging out.
    if (!body.equals(NO_ARGUMENTS)) return 'malformed-form'
    return refusalOfAction(String(called), knows)
  }
  const fields = multipartFields(type, body)
  const action = called === undefined ? fields && actionOfForm(fields) : String(called)
  if (!fields || !action) return 'malformed-form'
  if (called !== undefined && !isCallWithFields(fields)) return 'malformed-form'
  return refusalOfAction(action, knows)
}

/** A page that was open during an upgrade names an action of the earlier build. */
function refusalOfAction(action: string, knows: (id: string) => boolean): FailureCode | undefined {
  if (knows(action)) return undefined
  return /^[\da-f]{42}$/.test(action) ? 'page-outdated' : 'malformed-form'
}

const NO_ARGUMENTS = Buffer.from('[]')

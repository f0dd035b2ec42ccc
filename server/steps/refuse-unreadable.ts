import type { Socket } from 'node:net'
import { originForm, refusalOfRequest } from '@/server/http/request-line'
import type { Step } from '@/server/pipeline'
import { isForPeople, refuse } from '@/server/refusal'
import { logRefusedForm } from '@/server/refused-form'

/** Connections that sent something unreadable. Whatever follows on them may be its body. */
const distrusted = new WeakSet<Socket>()

/** Refuses ambiguous requests. For all later steps, the URL is a path of this site. */
export const refuseUnreadable: Step = (request, response) => {
  const code = distrusted.has(request.socket) ? 'malformed-request' : refusalOfRequest(request)
  if (!code) {
    request.url = originForm(request)
    return false
  }
  if (code === 'malformed-request') {
    distrusted.add(request.socket)
    response.shouldKeepAlive = false
  }
  if (request.method === 'POST' && isForPeople(request)) logRefusedForm(request, 'form.refused', code)
  refuse(request, response, code, code === 'method-not-allowed' ? { allow: 'GET, HEAD' } : {})
  return true
}

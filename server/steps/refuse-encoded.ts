import type { Step } from '@/server/pipeline'
import { isForPeople, refuse } from '@/server/refusal'
import { logRefusedForm } from '@/server/refused-form'

/** Refuses a body that is compressed or says so: nobody here unpacks one, and what only says so is read in two ways. */
export const refuseEncoded: Step = (request, response) => {
  const { method, headers } = request
  const isPlain = method === 'GET' || method === 'HEAD' || isIdentity(headers['content-encoding'])
  if (isPlain) return false
  // With a 415 it says which encoding would have been right (RFC 9110 §15.5.16).
  response.setHeader('Accept-Encoding', 'identity')
  if (isForPeople(request)) logRefusedForm(request, 'form.refused', 'encoded-body')
  refuse(request, response, 'encoded-body')
  return true
}

function isIdentity(encodings = ''): boolean {
  return encodings.split(',').every((each) => /^(identity)?$/i.test(each.trim()))
}

import type { Step } from '@/server/pipeline'
import { isForPeople, refuse } from '@/server/refusal'
import { logRefusedForm } from '@/server/refused-form'

/** Refuses a body that is compressed or claims to be: Rekey unpacks none, and a false claim could be read in two ways. */
export const refuseEncoded: Step = (request, response) => {
  const { method, headers } = request
  const isPlain = method === 'GET' || method === 'HEAD' || isIdentity(headers['content-encoding'])
  if (isPlain) return false
  // In a 415 this header names the encoding that is accepted (RFC 9110 §15.5.16).
  response.setHeader('Accept-Encoding', 'identity')
  if (isForPeople(request)) logRefusedForm(request, 'form.refused', 'encoded-body')
  refuse(request, response, 'encoded-body')
  return true
}

function isIdentity(encodings = ''): boolean {
  return encodings.split(',').every((each) => /^(identity)?$/i.test(each.trim()))
}

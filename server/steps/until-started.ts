import type { Step } from '@/server/pipeline'
import { refuse } from '@/server/refusal'
import { logRefusedForm } from '@/server/refused-form'

const RETRY_AFTER_SECONDS = 2

/** Answers 503 until `now` is called, so that from the beginning supervisors see a process that is alive but not ready. */
export function untilStarted(): { step: Step; now: () => void } {
  let started = false
  const step: Step = (request, response) => {
    if (started) return false
    if (request.url === '/healthz') {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
      response.end('{"status":"alive"}')
    } else {
      if (request.method === 'POST') logRefusedForm(request, 'form.refused', 'unavailable')
      refuse(request, response, 'unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
    }
    return true
  }
  return {
    step,
    now() {
      started = true
    },
  }
}

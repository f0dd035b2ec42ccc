import { jsonAnswer } from '@/app/_http/json/json-routes'
import { problem } from '@/app/_http/json/problem'
import { arrivalOf } from '@/app/_http/request/arrival'
import { reportToDoctor } from '@/lib/doctor/site/self-report'
import { fail } from '@/lib/result'

/** What `rekey doctor` asks the running site; without its token this answers like an unknown URL. */
export async function GET(request: Request): Promise<Response> {
  const told = await reportToDoctor(request.headers.get('authorization'), arrivalOf(request.headers))
  return told.ok ? jsonAnswer(told.value) : problem(told)
}

const nothing = async () => problem(fail('not-found'))

export { nothing as DELETE, nothing as PATCH, nothing as POST, nothing as PUT }

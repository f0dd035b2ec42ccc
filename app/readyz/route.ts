import { answer } from '@/app/_http/json'
import { problem } from '@/app/_http/problem'
import { isReady } from '@/lib/ready'
import { fail } from '@/lib/result'

export const dynamic = 'force-dynamic'

/** 200 once requests can be served: the database answers and holds every migration. */
export async function GET(): Promise<Response> {
  return (await isReady()) ? answer({ status: 'ready' }) : problem({ ...fail('unavailable'), retryAfterSeconds: 5 })
}

import type { Caller } from '@/lib/operation'

/** A caller of operations, by the JSON door unless told otherwise. */
export function aCaller(door: Caller['door'] = 'api'): Caller {
  return { door, requestId: 'test', ip: '203.0.113.9', userAgent: 'tests' }
}

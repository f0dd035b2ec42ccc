import NotFound from '@/app/not-found'
import { answerNotFound } from '@/lib/exchange'

/** What a page shows in its own place, with the status of an address that does not exist. */
export function nothingThere() {
  answerNotFound()
  return <NotFound />
}

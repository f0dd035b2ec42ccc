import NotFound from '@/app/not-found'
import { answerNotFound } from '@/lib/exchange'

/** Shown by a page that must look as if it did not exist, with status 404. */
export function nothingThere() {
  answerNotFound()
  return <NotFound />
}

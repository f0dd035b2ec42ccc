import type { Answer } from './traffic/ask-in-time'

export const isHtml = ({ headers }: Answer) => String(headers['content-type']).startsWith('text/html')
export const isWell = ({ status = 0 }: Answer) => status >= 200 && status < 400

/** A 503 that says when to try again: the only refusal that a fault of ours may cause. */
export const isAway = (answer: Answer) =>
  answer.status === 503 &&
  Number(answer.headers['retry-after']) > 0 &&
  (answer.code === 'unavailable' || saysTryAgain(answer))

const saysTryAgain = (answer: Answer) => isHtml(answer) && answer.text.includes('Please try again in a moment')

/** One line for the report of a failed test. */
export const inShort = ({ path, status, code = '', milliseconds, text }: Answer) =>
  `${path} ${status} ${code} after ${milliseconds.toFixed()} ms: ${text.slice(0, 80)}`

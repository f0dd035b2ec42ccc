import type { Answer } from './ask-in-time'

export const isHtml = ({ headers }: Answer) => String(headers['content-type']).startsWith('text/html')
export const isWell = ({ status = 0 }: Answer) => status >= 200 && status < 400

/** Told to come back, and when: the one refusal that a fault of ours may cause. */
export const isAway = (answer: Answer) =>
  answer.status === 503 &&
  Number(answer.headers['retry-after']) > 0 &&
  (answer.code === 'unavailable' || saysTryAgain(answer))

const saysTryAgain = (answer: Answer) => isHtml(answer) && answer.text.includes('Please try again in a moment')

/** For the list that a failed test shows. */
export const inShort = ({ path, status, code = '', milliseconds, text }: Answer) =>
  `${path} ${status} ${code} after ${milliseconds.toFixed()} ms: ${text.slice(0, 80)}`

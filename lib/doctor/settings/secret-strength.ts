import { dictionary } from '@zxcvbn-ts/language-common'

const SHORTEST_WORD = 4
const LONGEST_WORD = 12
/** Between what a word holds that dice have drawn and one that only follows from those before it. */
const BITS_OF_A_WORD = 8

let words: Set<string> | undefined

/**
 * At most how many bits of chance a secret holds, roughly: what repeats counts once, a known word next to
 * nothing, and every other character as one of those that occur. It sees laziness, not every weakness.
 */
export function estimateBits(secret: string): number {
  const rest = withoutRuns(repeatedUnit(secret))
  const { bits, left } = takeWords(rest.toLowerCase())
  return bits + left * Math.log2(Math.max(1, new Set(rest).size))
}

/** The shortest piece that, said over and over, is the whole text. */
function repeatedUnit(text: string): string {
  const period = (text + text).indexOf(text, 1)
  // Cut off in the middle of the last piece it is a repetition too.
  const [, piece] = /^(.{1,16}?)\1{2,}/s.exec(text) ?? []
  if (piece && text === piece.repeat(text.length).slice(0, text.length)) return piece
  return text.slice(0, period)
}

/** Of `abcdef` or `654321` its ends say all there is. */
function withoutRuns(text: string): string {
  const codes = [...text].map((character) => character.codePointAt(0)!)
  const inside = (index: number) => {
    const [before, here, after] = [codes[index - 1], codes[index]!, codes[index + 1]]
    if (before === undefined || after === undefined) return false
    return here - before === after - here && Math.abs(after - here) <= 1
  }
  return [...text].filter((_, index) => !inside(index)).join('')
}

function takeWords(text: string): { bits: number; left: number } {
  words ??= new Set(
    Object.values(dictionary)
      .flat()
      .map((word) => String(word).toLowerCase()),
  )
  let [bits, left] = [0, 0]
  for (let at = 0; at < text.length; ) {
    const word = longestWordAt(text, at)
    if (word) bits += BITS_OF_A_WORD
    else if (text[at] !== ' ') left += 1
    at += word?.length ?? 1
  }
  return { bits, left }
}

function longestWordAt(text: string, at: number): string | undefined {
  for (let length = LONGEST_WORD; length >= SHORTEST_WORD; length--) {
    const word = text.slice(at, at + length)
    if (word.length === length && /^\p{L}+$/u.test(word) && words!.has(word)) return word
  }
  return undefined
}

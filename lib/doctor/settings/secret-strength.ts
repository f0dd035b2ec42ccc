import { dictionary } from '@zxcvbn-ts/language-common'

const SHORTEST_WORD = 4
const LONGEST_WORD = 12
/** A compromise between a randomly drawn word and one that is predictable from the words before it. */
const BITS_OF_A_WORD = 8

let words: Set<string> | undefined

/**
 * A rough upper bound of the randomness of a secret in bits. Repetitions count once, a dictionary word counts little, and
 * every other character counts by how many different ones occur. It detects obvious weaknesses only.
 */
export function estimateBits(secret: string): number {
  const rest = withoutRuns(repeatedUnit(secret))
  const { bits, left } = takeWords(rest.toLowerCase())
  return bits + left * Math.log2(Math.max(1, new Set(rest).size))
}

/** The shortest piece that gives the whole text when it is repeated. */
function repeatedUnit(text: string): string {
  const period = (text + text).indexOf(text, 1)
  // A text that ends in the middle of the last piece is a repetition, too.
  const [, piece] = /^(.{1,16}?)\1{2,}/s.exec(text) ?? []
  if (piece && text === piece.repeat(text.length).slice(0, text.length)) return piece
  return text.slice(0, period)
}

/** Shortens runs such as `abcdef` or `654321` to their ends. */
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

/** One comparison in a thousand may find a difference by chance. */
const CHANCE = 0.001

/**
 * Whether the median of `these` times is longer than that of `those` by at least `factor`, and not by chance (sign test). They
 * were measured alternately, so both times of a round met the same load of the machine.
 */
export function takesLonger(these: number[], those: number[], factor: number): boolean {
  const longer = these.filter((time, round) => time > those[round]!).length
  return median(these) / median(those) >= factor && chanceOf(longer, these.length) < CHANCE
}

/** The probability that a fair coin shows heads at least this often. */
export function chanceOf(heads: number, throws: number): number {
  let sum = 0
  for (let count = heads; count <= throws; count++) sum += combinations(throws, count)
  return sum / 2 ** throws
}

function combinations(all: number, chosen: number): number {
  let product = 1
  for (let index = 1; index <= chosen; index++) product *= (all - chosen + index) / index
  return product
}

export function median(numbers: number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]!
}

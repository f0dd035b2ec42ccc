/** One difference in a thousand comparisons would be chance. */
const CHANCE = 0.001

/**
 * Whether `these` times are longer than `those`, by at least `factor` in the middle and beyond chance. Both were measured
 * in turns, so the two of one round share what else the machine did (sign test).
 */
export function takesLonger(these: number[], those: number[], factor: number): boolean {
  const longer = these.filter((time, round) => time > those[round]!).length
  return median(these) / median(those) >= factor && chanceOf(longer, these.length) < CHANCE
}

/** How likely a fair coin shows heads at least so often. */
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

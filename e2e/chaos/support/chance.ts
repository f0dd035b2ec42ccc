import { createHash } from 'node:crypto'

export type Chance = ReturnType<typeof chance>

/** Pseudorandom numbers that are the same for the same CHAOS_SEED and name. */
export function chance(name: string) {
  let drawn = 0
  const draw = () => {
    const digest = createHash('sha256').update(`${process.env.CHAOS_SEED} ${name} ${drawn++}`).digest()
    return digest.readUInt32BE() / 2 ** 32
  }
  return {
    /** From `low` up to but not including `high`. */
    between: (low: number, high: number): number => low + draw() * (high - low),
    oneOf: <T>(choices: readonly T[]): T => choices[Math.floor(draw() * choices.length)]!,
  }
}

import type { Bench } from './bench'

/** The figures of one measurement. Their names include the unit: `perSecond`, `p50` and `p99` (ms), `kB`, `MB`, … */
export type Sample = Record<string, number>

/** One of several measurements that take turns: A B A B. */
export type Lane = { name: string; measure: (seconds: number) => Promise<Sample> }

/** A goal, the measured value, and whether the goal was met. */
export type Verdict = { claim: string; value: number; goal: string; met: boolean }

export type Cell = {
  /** The name that `--cells` uses. */
  name: string
  title: string
  open: (bench: Bench) => Promise<OpenCell>
}

export type OpenCell = {
  lanes: Lane[]
  judge: (rounds: Rounds) => Verdict[]
  /** Other findings: plans, sizes, counts. */
  notes?: () => string[]
  /** Overrides `--rounds` if one measurement is enough. */
  rounds?: number
  close?: () => Promise<void>
}

/** The figures of all rounds, by lane. */
export class Rounds {
  constructor(readonly samples: Record<string, Sample[]>) {}

  has(lane: string): boolean {
    return lane in this.samples
  }

  median(lane: string, figure: string): number {
    return median(this.of(lane, figure))
  }

  most(lane: string, figure: string): number {
    return Math.max(...this.of(lane, figure))
  }

  /** The median of the ratio in each round, because both lanes of a round met the same noise. */
  ratio(lane: string, other: string, figure: string): number {
    const [a, b] = [this.of(lane, figure), this.of(other, figure)]
    return median(a.map((value, round) => value / b[round]!))
  }

  medians(): Record<string, Sample> {
    const lanes = Object.entries(this.samples).map(([lane, rounds]) => {
      const figures = Object.keys(rounds[0] ?? {})
      return [lane, Object.fromEntries(figures.map((figure) => [figure, this.median(lane, figure)]))]
    })
    return Object.fromEntries(lanes)
  }

  private of(lane: string, figure: string): number[] {
    return (this.samples[lane] ?? []).map((sample) => sample[figure]!)
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export const atLeast = (claim: string, value: number, least: number): Verdict => ({
  claim,
  value,
  goal: `≥ ${least}`,
  met: value >= least,
})

export const atMost = (claim: string, value: number, most: number): Verdict => ({
  claim,
  value,
  goal: `≤ ${most}`,
  met: value <= most,
})

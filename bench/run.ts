import type { Bench } from './bench'
import { type Cell, type Lane, Rounds, type Sample, type Verdict } from './cell'

/** The results of a cell, as they are written. */
export type Found = {
  name: string
  title: string
  lanes: { name: string; median: Sample; rounds: Sample[] }[]
  verdicts: Verdict[]
  notes: string[]
}

/** The length of the warm-up, as a share of the measurement. */
const WARM_UP = 0.2

/** Measures the lanes of a cell in turns, round after round, after a warm-up of each. */
export async function runCell(cell: Cell, bench: Bench, tell: (words: string) => void): Promise<Found> {
  const { seconds } = bench.options
  const { lanes, judge, notes, close, rounds: least } = await cell.open(bench)
  const samples: Record<string, Sample[]> = Object.fromEntries(lanes.map(({ name }) => [name, []]))
  try {
    const count = least ?? bench.options.rounds
    const each = seconds / lanes.length
    if (count > 1) for (const lane of lanes) await lane.measure(each * WARM_UP)
    for (let round = 1; round <= count; round++) {
      for (const lane of lanes) {
        tell(`${cell.name}, round ${round} of ${count}: ${lane.name}`)
        samples[lane.name]!.push(await lane.measure(each))
      }
    }
  } finally {
    await close?.()
  }
  const rounds = new Rounds(samples)
  const medians = rounds.medians()
  const shown = (lane: Lane) => ({ name: lane.name, median: medians[lane.name]!, rounds: samples[lane.name]! })
  const { name, title } = cell
  return { name, title, lanes: lanes.map(shown), verdicts: judge(rounds), notes: notes?.() ?? [] }
}

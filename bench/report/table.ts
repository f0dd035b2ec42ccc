import type { Found } from '../run'

/** The figures of a cell and then its goals, as printed in the terminal. */
export function table({ title, lanes, verdicts }: Found): string {
  const width = Math.max(...lanes.map(({ name }) => name.length), 0)
  const rows = lanes.map(({ name, median }) => {
    const figures = Object.entries(median).map(([figure, value]) => `${figure} ${short(value)}`)
    return `  ${name.padEnd(width)}  ${figures.join('  ')}`
  })
  const judged = verdicts.map(
    ({ claim, value, goal, met }) => `  ${met ? '✓' : '✗'} ${claim}: ${short(value)} (goal ${goal})`,
  )
  return [title, ...rows, ...judged].join('\n')
}

export function short(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

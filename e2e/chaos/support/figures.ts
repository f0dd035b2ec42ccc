/** Prints the measurements of one fault on a line: `  kill -9: 25 deaths, 0 accounts lost`. */
export function tell(fault: string, ...figures: string[]): void {
  process.stdout.write(`  ${fault}: ${figures.join(', ')}\n`)
}

/** The quantile of the numbers at `share` (0 to 1); 0 if there are none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

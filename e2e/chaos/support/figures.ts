/** One line of what was measured, under the words that name the fault: `  kill -9: 25 deaths, 0 accounts lost`. */
export function tell(fault: string, ...figures: string[]): void {
  process.stdout.write(`  ${fault}: ${figures.join(', ')}\n`)
}

/** What `share` (0 to 1) of the numbers do not exceed; 0 of none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

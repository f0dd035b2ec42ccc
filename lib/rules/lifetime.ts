const MINUTES = { day: 24 * 60, hour: 60, minute: 1 }

/** "one hour", "one day", "7 days". */
export function lifetime(minutes: number): string {
  const [unit, size] = Object.entries(MINUTES).find(([, each]) => minutes % each === 0) ?? ['minute', 1]
  return minutes === size ? `one ${unit}` : `${minutes / size} ${unit}s`
}

import type { DayAndCount } from './day-table'

/** Units of the drawing, which is stretched to the width of the page. */
const [WIDTH, BAR, HEIGHT, LOWEST] = [10, 8, 100, 2]
const DAY_MS = 24 * 3_600_000

/** One bar for each day, the newest at the end. The table below it says the same in numbers, so screen readers pass it over. */
export function Bars({ counts, days }: { counts: DayAndCount[]; days: number }) {
  const newest = Date.parse(counts[0]!.day)
  const most = Math.max(1, ...counts.map(({ count }) => count))
  return (
    <svg className="bars" viewBox={`0 0 ${days * WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {counts.map(({ day, count }) => {
        const height = count && Math.max(LOWEST, Math.round((count / most) * HEIGHT))
        const place = days - 1 - (newest - Date.parse(day)) / DAY_MS
        return <rect key={day} x={place * WIDTH + 1} y={HEIGHT - height} width={BAR} height={height} />
      })}
    </svg>
  )
}

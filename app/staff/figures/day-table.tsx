import { inWords } from './sentences'

/** A day of UTC, such as 2026-11-29, and one number of it. */
export type DayAndCount = { day: string; count: number }

const words = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' })

/** `Nov 29, 2026` */
export const dayInWords = (day: string) => words.format(new Date(day))

/** The numbers of a chart, which open without script too. */
export function DayTable({ counts, title, column }: { counts: DayAndCount[]; title: string; column: string }) {
  return (
    <details className="aside">
      <summary>{title}</summary>
      <table className="days">
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
            <th scope="col">{column}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ day, count }) => (
            <tr key={day}>
              <th scope="row">
                <time dateTime={day}>{dayInWords(day)}</time>
              </th>
              <td>{inWords(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

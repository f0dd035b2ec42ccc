import { askAsStaff } from '@/app/_http/staff/ask-as-staff'
import { openStaff } from '@/app/_http/staff/open-staff'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import type { CountedDay } from '@/lib/operator/list-counts'
import { ConsolePage } from '../_ui/console-page'
import { Bars } from './bars'
import { DayTable, dayInWords } from './day-table'
import { type Shown, sentenceOf } from './sentences'
import './figures.css'

const DAYS = 28

const figures: { shown: Shown; title: string; table: string; column: string; says: string }[] = [
  {
    shown: 'registered',
    title: 'Registrations',
    table: 'Registrations by day',
    column: 'Accounts',
    says: 'Accounts that operators created or imported are not counted.',
  },
  {
    shown: 'logins',
    title: 'Logins',
    table: 'Logins by day',
    column: 'Logins',
    says: 'Logins in browsers and by API clients are counted, each time, and failed attempts are not.',
  },
]

export default orUnavailablePage(async function FiguresPage() {
  const member = await openStaff('/staff/figures')
  const { days } = await askAsStaff('counts list', { days: DAYS })
  return (
    <ConsolePage at="/staff/figures" title="Figures" member={member}>
      {days[0] ? (
        <>
          <p>
            Days are those of UTC. The last one here is {dayInWords(days[0].day)}, and today is counted when it is over.
            The numbers stay when accounts are deleted, but an account that was deleted before its day was counted is
            not in them.
          </p>
          {figures.map((figure) => (
            <Figure key={figure.shown} {...figure} days={days} />
          ))}
        </>
      ) : (
        <p>There are no figures yet. Registrations and logins are counted for each day (UTC), once it is over.</p>
      )}
    </ConsolePage>
  )
})

function Figure({ shown, title, table, column, says, days }: (typeof figures)[number] & { days: CountedDay[] }) {
  const counts = days.map((each) => ({ day: each.day, count: each[shown] }))
  return (
    <section>
      <h2>{title}</h2>
      <p>
        {sentenceOf(
          shown,
          counts.map(({ count }) => count),
        )}
      </p>
      <Bars counts={counts} days={DAYS} />
      <p className="hint">{says}</p>
      <DayTable counts={counts} title={table} column={column} />
    </section>
  )
}

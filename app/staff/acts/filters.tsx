import { TimeZoneField } from '@/app/_ui/fields/time-zone-field'
import { actNames, actTitle } from '@/lib/operator/acts/act-names'
import type { OperatorsAct } from '@/lib/operator/acts/list-acts'
import { formerMember } from '../_ui/who'
import type { Asked } from './asked'
import type { Members } from './members'

const ID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'

type Props = { asked: Asked; acts: OperatorsAct[]; members: Members }

/** A form whose fields stand in the URL, so that a page of acts can be kept and shared. Browsers refuse to put anything but an ID there. */
export function Filters({ asked, acts, members }: Props) {
  return (
    <form className="filters" action="/staff/acts" method="get">
      <div className="field whole">
        <label htmlFor="user">Account (ID)</label>
        <input
          id="user"
          name="user"
          defaultValue={asked.user}
          pattern={ID}
          title="The ID of an account, which its page shows"
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div className="field">
        <label htmlFor="by">Who</label>
        <select id="by" name="by" defaultValue={asked.by ?? ''}>
          <option value="">Anyone</option>
          <option value="cli">Anyone at the command line</option>
          {[...members].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {formerOf(asked, acts, members).map((id) => (
            <option key={id} value={id}>
              {formerMember(id)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="act">What</label>
        <select id="act" name="act" defaultValue={asked.act ?? ''}>
          <option value="">Anything</option>
          {actNames.map((name) => (
            <option key={name} value={name}>
              {actTitle(name)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="from">From the day</label>
        <input id="from" name="from" type="date" defaultValue={asked.from} />
      </div>
      <div className="field">
        <label htmlFor="to">To the day, inclusive</label>
        <input id="to" name="to" type="date" defaultValue={asked.to} />
      </div>
      <TimeZoneField label="Time zone" name="zone" chosen={asked.zone} />
      <p className="ways">
        <button type="submit">Show acts</button>
        <a href="/staff/acts">Show all</a>
      </p>
    </form>
  )
}

/** The former members on this page, and the one who was asked for. */
function formerOf({ by }: Asked, acts: OperatorsAct[], members: Members): string[] {
  const ids = acts.flatMap(({ via, operator }) => (via === 'console' ? [operator] : []))
  const asked = by && by !== 'cli' ? [by] : []
  return [...new Set([...asked, ...ids])].filter((id) => !members.has(id))
}

import { askAsStaff } from '@/app/_http/staff/ask-as-staff'
import { openStaff } from '@/app/_http/staff/open-staff'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import type { OperatorsSetting } from '@/lib/operator/list-settings'
import { visible } from '@/lib/rules/visible-text'
import { mayRun } from '@/lib/staff/may-run'
import { ConsolePage } from '../_ui/console-page'
import { OnlyAdmins } from '../_ui/only-admins'
import './settings.css'

export default orUnavailablePage(async function SettingsPage() {
  const member = await openStaff('/staff/settings')
  if (!mayRun('settings list', member.role)) return <OnlyAdmins member={member} />
  const { settings } = await askAsStaff('settings list', {})
  return (
    <ConsolePage at="/staff/settings" title="Settings" member={member}>
      <p>
        Settings are read when the server starts and can’t be changed here. Of a secret, this page knows only whether it
        is set, and of a URL only where it leads.
      </p>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">Value</th>
            <th scope="col">Comes from</th>
          </tr>
        </thead>
        <tbody>
          {settings.map((each) => (
            <tr key={each.name}>
              <th scope="row">
                <code>{each.name}</code>
                <span className="hint">{each.meaning}</span>
              </th>
              <td data-label="Value">
                <Value of={each} />
              </td>
              <td className="short" data-label="Comes from">
                {each.file ?? sources[each.source]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ConsolePage>
  )
})

const sources = { environment: 'Environment', file: 'File', default: 'Default' }

function Value({ of: { secret, set, value } }: { of: OperatorsSetting }) {
  if (!set) return 'Not set'
  return secret || value === null ? 'Set' : <bdi>{visible(value)}</bdi>
}

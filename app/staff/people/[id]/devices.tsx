import type { Shown } from '@/app/_http/staff/console-acts'
import { Moment } from '@/app/_ui/times/moment'
import { visible } from '@/lib/rules/visible-text'

const kinds = { browser: 'Browser', api: 'API client' }

/** Where the account is logged in now, as its owner sees it too. */
export function Devices({ devices, all }: { devices: Shown['devices']; all: number }) {
  if (devices.length === 0) return null
  return (
    <>
      <h2>Where they are logged in</h2>
      {all > devices.length && <p>These are the {devices.length} sessions that were used last.</p>}
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col">Kind</th>
            <th scope="col">Last used</th>
            <th scope="col">Began</th>
            <th scope="col">IP address</th>
          </tr>
        </thead>
        <tbody>
          {devices.map(({ id, device, kind, ip, created_at, last_seen_at }) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{visible(device)}</bdi>
              </th>
              <td data-label="Kind">{kinds[kind]}</td>
              <td data-label="Last used">
                <Moment at={last_seen_at} />
              </td>
              <td data-label="Began">
                <Moment at={created_at} />
              </td>
              <td data-label="IP address">{ip}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

import type { Shown } from '@/app/_http/staff/console-acts'
import { Moment } from '@/app/_ui/times/moment'
import { visible } from '@/lib/rules/visible-text'

/** The latest of what the account owner sees as their own activity. */
export function Activity({ events }: { events: Shown['activity'] }) {
  if (events.length === 0) return null
  return (
    <>
      <h2>Latest activity</h2>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">When</th>
            <th scope="col">Device</th>
            <th scope="col">IP address</th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ id, description, at, device, ip }) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{visible(description)}</bdi>
              </th>
              <td data-label="When">
                <Moment at={at} />
              </td>
              <td data-label="Device">{device && <bdi>{visible(device)}</bdi>}</td>
              <td data-label="IP address">{ip}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

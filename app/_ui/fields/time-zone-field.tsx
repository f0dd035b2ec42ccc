'use client'
import { useSyncExternalStore } from 'react'

const common = [
  'UTC',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Istanbul',
  'Africa/Lagos',
  'Africa/Cairo',
  'Africa/Johannesburg',
  'Africa/Nairobi',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Dhaka',
  'Asia/Bangkok',
  'Asia/Singapore',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
]

type Props = { label: string; name: string; chosen?: string }

/** Chooses a time zone. The server does not know the reader's, so it offers UTC first; script then offers the reader's own. */
export function TimeZoneField({ label, name, chosen }: Props) {
  const here = useSyncExternalStore(unchanging, ownZone, () => 'UTC')
  const zones = [...new Set([chosen ?? here, here, ...common])]
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} key={here} defaultValue={chosen ?? here}>
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
    </div>
  )
}

const unchanging = () => () => {}
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

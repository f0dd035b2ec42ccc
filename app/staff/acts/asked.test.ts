import { expect, test } from '@/test/unit'
import { askedIn, hrefOf, inputOf } from './asked'

const ID = '01a205d7-d0b3-7066-8959-ea721585dc75'
const names = ['users disable', 'mail show']

test('filters come from the URL and go back into it, with the page that follows', () => {
  const params = { user: ID, by: ID, act: 'users disable', from: '2026-11-01', to: '2026-11-30', zone: 'Asia/Kolkata' }
  const asked = askedIn({ ...params, after: ID, other: 'x' }, names)
  expect(asked).toEqual({ ...params, after: ID, faults: [] })
  expect(inputOf(asked)).toEqual({ ...params, after: ID, via: 'console' })
  const href = hrefOf(askedIn(params, names), ID)
  expect(askedIn(Object.fromEntries(new URL(href, 'http://localhost').searchParams), names)).toEqual(asked)
  expect(hrefOf(askedIn({ user: '', act: '' }, names))).toBe('/staff/acts')
})

test('acts of the command line are asked for as such, and never by a name', () => {
  expect(inputOf(askedIn({ by: 'cli' }, names))).toEqual({ via: 'cli' })
  expect(askedIn({ by: 'grace' }, names)).toEqual({ faults: ['by'] })
})

test('what is no ID, no day, no zone and no command is dropped and not shown again [N25]', () => {
  const wrong = { user: 'ann@example.com', from: 'yesterday', to: '2026-02-30', zone: 'Berlin', after: 'x', act: 'rm' }
  const asked = askedIn({ ...wrong, by: [ID, ID] }, names)
  expect(asked).toEqual({ faults: ['user', 'by', 'from', 'to', 'zone', 'after'] })
  expect(hrefOf(asked, ID)).toBe(`/staff/acts?after=${ID}`)
})

import { expect, test } from '@/test/unit'
import { isDay, isTimeZone, startOfDay } from './days'

test('a day begins at midnight of its time zone, also where the clocks have just changed', () => {
  const starts: [day: string, zone: string, later: number, start: string][] = [
    ['2026-11-30', 'UTC', 0, '2026-11-30T00:00:00.000Z'],
    ['2026-11-30', 'UTC', 1, '2026-12-01T00:00:00.000Z'],
    ['2026-11-30', 'Europe/Berlin', 0, '2026-11-29T23:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', 0, '2026-10-24T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', 1, '2026-10-25T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', 1, '2026-03-29T22:00:00.000Z'],
    ['2026-03-08', 'America/Los_Angeles', 1, '2026-03-09T07:00:00.000Z'],
    ['2026-11-30', 'Asia/Kolkata', 0, '2026-11-29T18:30:00.000Z'],
    ['2026-04-05', 'Pacific/Auckland', 0, '2026-04-04T11:00:00.000Z'],
    ['2026-04-05', 'Pacific/Auckland', 1, '2026-04-05T12:00:00.000Z'],
  ]
  for (const [day, zone, later, start] of starts)
    expect(startOfDay(day, zone, later).toISOString(), `${day} ${zone} ${later}`).toBe(start)
})

test('what is no day or no time zone is recognized', () => {
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', 'yesterday', '', '2026-11-30T10:00:00Z'])
    expect([text, isDay(text)]).toEqual([text, false])
  expect([isDay('2028-02-29'), isTimeZone('Europe/Berlin'), isTimeZone('UTC')]).toEqual([true, true, true])
  for (const name of ['Berlin', '', 'Europe/Atlantis']) expect([name, isTimeZone(name)]).toEqual([name, false])
})

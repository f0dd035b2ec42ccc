import { emailStates } from '@/lib/outbox/email-state'
import { expect, test } from '@/test/unit'
import { emailsHref, filterIn } from './filter'
import { states } from './kinds'

const ID = '01a205d7-d0b3-7066-8959-ea721585dc75'

test('a state, a kind and a page stand in the URL, and nothing else is taken from it', () => {
  const filter = { s: 'eyJ.._-x', state: 'failed', kind: 'reset-password', after: ID }
  expect(filterIn({ ...filter, done: '' })).toEqual(filter)
  expect(emailsHref(filter)).toBe(`/staff/emails?s=eyJ.._-x&state=failed&kind=reset-password&after=${ID}`)
  expect(emailsHref({})).toBe('/staff/emails')
  for (const wrong of [
    { state: 'toString' },
    { kind: 'spam' },
    { after: 'x' },
    { s: 'ann@example.com' },
    { state: ['failed', 'sent'] },
  ])
    expect(filterIn(wrong)).toBeUndefined()
})

test('every state of an email can be chosen', () => {
  expect(Object.keys(states)).toEqual([...emailStates])
})

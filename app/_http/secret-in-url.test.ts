import { expect, test } from 'playwright/test'
import { hasSecretInUrl } from './secret-in-url'

const said = (search: string) => hasSecretInUrl(new URL(`http://localhost/login${search}`).searchParams)

test('an email, a password or a token in the URL is noticed, however it is written [B11]', () => {
  for (const search of [
    '?email=a@b.co',
    '?password=x',
    '?new_password=x',
    '?token=x',
    '?access_token=x',
    '?a=b&password=',
    '?%70assword=x',
    '?email',
  ])
    expect([search, said(search)]).toEqual([search, true])
})

test('other words may stand there', () => {
  for (const search of ['', '?', '?next=/account', '?notice=logged-out', '?emails=x', '?a=email', '#token=x'])
    expect([search, said(search)]).toEqual([search, false])
})

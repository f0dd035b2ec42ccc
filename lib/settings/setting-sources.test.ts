import { expect, test } from '@/test/unit'
import { rememberSources, sourceOf } from './setting-sources'

test.afterEach(() => rememberSources([], process.env))

const file = (path: string, env: Record<string, string>) => ({ path, contents: '', env })

test('the environment comes before the files, the first file before the others, and an empty value is none', () => {
  const files = [file('.env.local', { APP_NAME: 'a', LOG_LEVEL: '' }), file('.env', { APP_NAME: 'b', PORT: '1' })]
  rememberSources(files, { APP_URL: 'https://a.example', PORT: '2' })
  const now = {
    APP_NAME: 'a',
    APP_URL: 'https://a.example',
    PORT: '2',
    LOG_LEVEL: ' ',
    DATA_DIR: 'chosen by the server',
  }
  const found = (name: string) => Object.values(sourceOf(name, now))
  expect(found('APP_NAME')).toEqual(['file', '.env.local'])
  expect(found('APP_URL')).toEqual(['environment', null])
  expect(found('PORT')).toEqual(['environment', null])
  for (const name of ['LOG_LEVEL', 'DATA_DIR', 'MAIL_FROM'])
    expect([name, found(name)]).toEqual([name, ['default', null]])
})

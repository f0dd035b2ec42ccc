import { spawnSync } from 'node:child_process'
import { aPerson } from '@/e2e/support/steps/person'
import { rekey } from '@/test/command-line'
import { expect, test } from '@/test/unit'
import { json, printable, table } from './terminal'

test('an account is created, found as a table and as JSON, and deleted only after confirmation', async () => {
  const { email, first_name, last_name, phone_number, password } = aPerson()
  const made = ['users', 'create', '--email', email, '--first-name', first_name, '--last-name', last_name]
  expect(await rekey([...made, '--phone', phone_number, '--password-stdin'], { input: `${password}\n` })).toMatchObject(
    {
      code: 0,
      out: expect.stringContaining(`Created ${email}`),
    },
  )
  expect((await rekey(['users', 'list', '--email-begins', email])).out).toContain(`${email}  ${first_name}`)
  expect((await rekey(['users', 'find', email.slice(0, -4)])).out).toContain(`${email}  ${first_name}`)
  const json = await rekey(['users', 'show', email, '--json'])
  expect(JSON.parse(json.out)).toMatchObject({ user: { email, has_password: true } })
  expect(await rekey(['users', 'delete', email])).toMatchObject({ code: 1, err: expect.stringContaining('--yes') })
  expect(await rekey(['users', 'delete', email], { types: 'yes' })).toMatchObject({ code: 1 })
  expect(await rekey(['users', 'delete', email], { types: email })).toMatchObject({ code: 0 })
  expect(await rekey(['users', 'show', email])).toMatchObject({ code: 1, out: '' })
})

test('a refusal exits with 1, a usage error with 2, and both print to standard error', async () => {
  expect(await rekey(['users', 'show', 'nobody@example.com'])).toMatchObject({ code: 1, out: '' })
  const refused = await rekey(['users', 'show', 'nobody@example.com', '--json'])
  expect([refused.code, JSON.parse(refused.out).code]).toEqual([1, 'not-found'])
  for (const slip of [['user'], ['users', 'shwo'], ['users', 'show'], ['users', 'list', '--limt', '3'], []])
    expect(await rekey(slip), slip.join(' ')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/\S/) })
  expect(await rekey(['users', 'list', '--limit', 'many'])).toMatchObject({ code: 1 })
  expect(await rekey(['mail', '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('retry') })
  expect((await rekey(['mail', 'list', '--help'])).out).toContain('--json')
  expect(await rekey(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
})

test('an undelivered email is found by its recipient', async () => {
  expect((await rekey(['mail', 'list', 'nobody@example.com'])).out).toContain('No account has this email')
  const { email, first_name, last_name, phone_number } = aPerson()
  const made = ['users', 'create', '--email', email, '--first-name', first_name, '--last-name', last_name]
  await rekey([...made, '--phone', phone_number])
  const [mail] = JSON.parse((await rekey(['--json', 'mail', 'list', email])).out).mails
  expect((await rekey(['mail', 'show', mail.id])).out).toMatch(/state +queued/)
  expect((await rekey(['mail', 'retry', mail.id])).out).toContain('already due')
})

test('JSON keeps its meaning when the characters that control a terminal are escaped', () => {
  const said = { name: 'a\u009b2J\u202e\u2028\u{e0041}é\n' }
  expect(json(said)).toBe('{\n  "name": "a\\u009b2J\\u202e\\u2028\\udb40\\udc41é\\n"\n}')
  expect(JSON.parse(json(said))).toEqual(said)
})

test('outside of its folder the command line says where to run it', async () => {
  const here = process.cwd()
  process.chdir('/')
  try {
    expect(await rekey(['users', 'list'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining("Run this from Rekey's folder"),
    })
    expect(await rekey(['users', 'list', '--help'])).toMatchObject({ code: 0 })
  } finally {
    process.chdir(here)
  }
})

test('reading only the beginning of an answer causes no error', () => {
  const { status, stderr } = spawnSync('bash', ['-c', 'set -o pipefail; node cli/rekey.mjs --help | true'])
  expect([status, String(stderr)]).toEqual([0, ''])
})

test('a list of accounts fits into 100 columns, and cuts off the longest texts', async () => {
  const { email, ...person } = aPerson()
  const long = `${'very-long-'.repeat(6)}${email}`
  const made = [
    '--first-name',
    'Ada Augusta '.repeat(8),
    '--last-name',
    person.last_name,
    '--phone',
    person.phone_number,
  ]
  expect(await rekey(['users', 'create', '--email', long, ...made])).toMatchObject({ code: 0 })
  const { out } = await rekey(['users', 'list', '--limit', '1000'])
  const lines = out.split('\n')
  expect(lines.filter((line) => line.length > 100)).toEqual([])
  expect(lines.find((line) => line.includes('very-long-'))).toMatch(
    /^[\da-f-]{36} {2}very-long-.*… {2}Ada Aug… {2}locked,… {2}\d{4}-/,
  )
  expect((await rekey(['users', 'show', long])).out).toContain(long)
})

test('text from an account cannot control the terminal', () => {
  expect(printable('\u001b[2J\u009b1m\u202eabc\n')).toBe('�[2J�1m�abc�')
  expect(table([{ name: 'a\tb', empty: null }])).toBe('name  empty\na�b   –')
})

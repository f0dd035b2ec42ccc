import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { smtpUrlFault, smtpUrlWarnings } from './smtp-url'

const at = (query: string) => new URL(`smtp://user:password@mail.example.com?${query}`)

test('options of nodemailer are understood, and those of other libraries are ignored with a warning', () => {
  for (const own of ['disableFileAccess=true&disableUrlAccess=true', 'servername=a.example', 'service=gmail'])
    expect([own, smtpUrlFault(at(own)), smtpUrlWarnings(at(own))]).toEqual([own, undefined, []])
  for (const other of ['verify_peer=0', 'encryption=tls', 'authentication=plain', 'enable_starttls_auto=true']) {
    const named = expect.stringContaining(other.split('=')[0]!)
    expect([other, smtpUrlFault(at(other)), smtpUrlWarnings(at(other))]).toEqual([other, undefined, [named]])
  }
})

test('the rest of an unencoded password and a misspelled encryption option are errors', () => {
  for (const query of [
    'ss@mail.example.com',
    'ss',
    'a=b@mail.example.com',
    'requireTls=true',
    'require_tls=1',
    'tls=1',
  ])
    expect([query, smtpUrlFault(at(query))]).toEqual([query, expect.stringContaining('unknown option')])
})

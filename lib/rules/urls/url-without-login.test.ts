import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { urlWithoutLogin } from './url-without-login'

const shown: [url: string, without: string][] = [
  ['postgres://ada:canary@db.example.com:5432/rekey', 'postgres://db.example.com:5432/rekey'],
  ['postgresql://ada:can%40ary@[::1]/rekey?sslmode=require&sslpassword=canary', 'postgres://[::1]/rekey'],
  ['postgres://canary@a:1,b:2/rekey', 'postgres://a:1,b:2/rekey'],
  [
    'postgres:///rekey?host=/var/run/postgresql&user=canary&password=canary',
    'postgres://%2Fvar%2Frun%2Fpostgresql/rekey',
  ],
  ['pglite:.data/db', 'pglite:.data/db'],
  ['smtps://ada%40example.com:canary@mail.example.com:465', 'smtps://mail.example.com:465'],
  ['smtp://mail.example.com', 'smtp://mail.example.com'],
  ['smtp://mail.example.com?proxy=http://ada:canary@proxy', 'smtp://mail.example.com/…'],
  ['https://ada:canary@mail.example.com/canary/?key=canary', 'https://mail.example.com/…'],
  ['http://localhost:4318', 'http://localhost:4318'],
]
for (const [url, without] of shown)
  test(`${url} is shown as ${without}`, () => {
    expect(urlWithoutLogin(url)).toBe(without)
    expect(urlWithoutLogin(url)).not.toMatch(/canary|ary@|ada/)
  })

// node bench/measure.mjs [url] – against a running site (npm run build && npm start); registers two people there.
// Prints what two promises cost: that a flood of logins leaves pages quick, and that answers do not tell by their time.
import { randomBytes, randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

const site = process.argv[2] ?? 'http://localhost:3000'
const SECONDS = 10
const AT_ONCE = 32
const PAIRS = 60

const person = () => {
  const mark = randomBytes(5).toString('hex')
  return {
    first_name: 'Bench',
    last_name: mark,
    email: `bench.${mark}@example.com`,
    phone_number: String(randomInt(1e9, 9e9)),
    password: `pass phrase ${mark}`,
  }
}
const post = async (path, body) => {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(site + path, { method: 'POST', headers, body: JSON.stringify(body) })
  await answer.arrayBuffer()
  return answer.status
}
const timed = async (work) => {
  const start = performance.now()
  await work()
  return performance.now() - start
}
const quantile = (times, q) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))]
const ms = (time) => `${time.toFixed(1)} ms`

/** Hashes a second that all cores can do and nothing else. */
async function ceiling() {
  const source = `
    const { workerData, parentPort } = require('node:worker_threads')
    const bcrypt = require('bcrypt')
    const end = Date.now() + workerData * 1000
    let count = 0
    while (Date.now() < end) count += Boolean(bcrypt.hashSync('pass phrase', 12))
    parentPort.postMessage(count)`
  const counts = Array.from({ length: availableParallelism() }, () => {
    const worker = new Worker(source, { eval: true, workerData: SECONDS })
    return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  })
  return (await Promise.all(counts)).reduce((sum, count) => sum + count) / SECONDS
}

/** Loads /login one after the other, as one person would, until `until` says so. */
async function pages(until) {
  const times = []
  while (!until()) {
    times.push(
      await timed(async () => (await fetch(`${site}/login`, { headers: { 'accept-encoding': 'gzip' } })).arrayBuffer()),
    )
  }
  return times
}

async function logins(body, until) {
  const statuses = []
  const lane = async () => {
    while (!until()) statuses.push(await post('/api/login', body))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return statuses
}

const after = (seconds) => {
  const end = Date.now() + seconds * 1000
  return () => Date.now() >= end
}

const known = person()
if ((await post('/api/register', known)) !== 201) throw new Error(`${site} does not register`)
await pages(after(2))

const top = await ceiling()
let answered = 0
const alone = (1000 / (await timed(async () => (answered = (await logins(known, after(SECONDS))).length)))) * answered
console.log(`hashes a second, nothing else   ${top.toFixed(2)}`)
console.log(`logins a second, ${AT_ONCE} at once     ${alone.toFixed(2)}  (${((100 * alone) / top).toFixed(0)} %)`)

for (let round = 1; round <= 3; round++) {
  const idle = await pages(after(SECONDS))
  const flood = logins(known, after(SECONDS))
  const busy = await pages(after(SECONDS))
  await flood
  const [a, b] = [quantile(idle, 0.99), quantile(busy, 0.99)]
  console.log(
    `/login, round ${round}   idle p50 ${ms(quantile(idle, 0.5))} p99 ${ms(a)}   under ${AT_ONCE} logins p50 ${ms(quantile(busy, 0.5))} p99 ${ms(b)}   × ${(b / a).toFixed(2)}`,
  )
}

for (const [path, body] of [
  ['/api/login', { password: 'not the password' }],
  ['/api/forgot-password', {}],
]) {
  const times = { known: [], unknown: [] }
  for (let i = 0; i < PAIRS; i++) {
    // In turns, so that neither always follows the other.
    for (const kind of i % 2 ? ['known', 'unknown'] : ['unknown', 'known']) {
      const email = kind === 'known' ? known.email : person().email
      times[kind].push(await timed(() => post(path, { ...body, email })))
    }
  }
  const [a, b] = [quantile(times.known, 0.5), quantile(times.unknown, 0.5)]
  console.log(`${path}, ${PAIRS} pairs   known ${ms(a)}   unknown ${ms(b)}   ${(100 * (b / a - 1)).toFixed(1)} %`)
}

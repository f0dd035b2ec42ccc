import path from 'node:path'
import { expect, test } from 'playwright/test'
import type { Person } from '../support/steps/person'
import { startChaosSite } from './support/chaos-site'
import { quantile, tell } from './support/figures'
import { inShort, isAway, isWell } from './support/judge'
import { needs } from './support/needs-of-machine'
import { logsIn, registers } from './support/people'
import { mountSmallDisk } from './support/small-disk'
import { type Answer, ask } from './support/traffic/ask-in-time'

const DEADLINE_MILLISECONDS = 9_000
const ENOUGH_REFUSALS = 60

test('with the disk of the embedded database full, requests get 503 and nothing acknowledged is lost [G1 J1]', async () => {
  const disk = mountSmallDisk(128)
  needs('permission to mount a small disk (root)', disk !== undefined)
  if (!disk) return
  const site = await startChaosSite({ databaseUrl: `pglite:${path.join(disk.folder, 'db')}` })
  const answers: Answer[] = []
  const registered: Person[] = []
  const someoneRegisters = async () => {
    const { person, answer } = await registers(site.url)
    answers.push(answer)
    if (answer.status === 201) registered.push(person)
    return answer
  }

  while (registered.length < 10) await someoneRegisters()
  disk.fill()
  for (let refused = 0; refused < ENOUGH_REFUSALS; ) {
    const [answer, health] = await Promise.all([someoneRegisters(), ask(site.url, '/healthz')])
    expect(health.status).toBe(200)
    if (isAway(answer)) refused += 1
  }
  disk.clear()
  const cleared = performance.now()
  await expect(async () => expect((await ask(site.url, '/readyz')).status).toBe(200)).toPass({ timeout: 20_000 })
  const recovered = performance.now() - cleared
  for (let i = 0; i < 5; i++) expect(isWell(await someoneRegisters())).toBe(true)

  expect(answers.filter((answer) => !isWell(answer) && !isAway(answer)).map(inShort)).toEqual([])
  const lengths = answers.map(({ milliseconds }) => milliseconds)
  expect(quantile(lengths, 1)).toBeLessThan(DEADLINE_MILLISECONDS)
  await site.restart()
  for (const person of registered) expect((await logsIn(site.url, person)).answer.status).toBe(200)
  tell(
    'embedded database, disk full',
    `${answers.filter(isAway).length} of ${answers.length} registrations refused with 503, longest ${quantile(lengths, 1).toFixed()} ms`,
    `ready ${recovered.toFixed()} ms after space was freed, without a restart`,
    `${registered.length} registrations acknowledged, 0 lost, before and after a restart`,
  )
  await site.stop()
  disk.unmount()
})

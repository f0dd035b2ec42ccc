import { mock } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@/test/unit'
import { keptWork } from './kept-work'

let names = 0
let begun = 0
const work = async () => {
  begun += 1
  await pause(20)
  return begun
}

test('work that many ask for at once is done once, and again only when its result is not kept any more', async () => {
  begun = 0
  const { last, run } = keptWork<number>(`test ${++names}`, 60)
  expect(last()).toBeUndefined()
  mock.timers.enable({ apis: ['Date'] })
  try {
    expect(await Promise.all([run(work), run(work), run(work)])).toEqual([1, 1, 1])
    mock.timers.tick(59_999)
    expect([last(), await run(work)]).toEqual([1, 1])
    mock.timers.tick(1)
    expect(last()).toBeUndefined()
    expect(await run(work)).toBe(2)
  } finally {
    mock.timers.reset()
  }
})

test('work that fails is not kept, and the next one who asks begins it again', async () => {
  begun = 0
  const { last, run } = keptWork<number>(`test ${++names}`, 60)
  await expect(run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect([last(), await run(work)]).toEqual([undefined, 1])
})

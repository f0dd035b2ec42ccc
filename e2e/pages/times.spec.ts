import { openAccount } from '../support/steps/open-account'
import { expect, test } from '../support/test'

test.use({ timezoneId: 'Asia/Tokyo' })

test('times are relative, with the full time in the reader’s zone as the title', async ({ page, person }) => {
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  await openAccount(page, person)
  await page.goto('/account/activity')
  const time = page.locator('time').first()
  await expect(time).toHaveText(/^(just now|\d+ minutes? ago)$/)
  await expect(time).toHaveAttribute('title', /\d:\d\d:\d\d.(AM|PM) (GMT\+9|JST)$/)

  await page.clock.install({ time: Date.now() + 3 * 60 * 60_000 })
  await page.reload()
  await expect(time).toHaveText(/^[23] hours ago$/)
  await page.clock.fastForward('01:00:00')
  await expect(time).toHaveText(/^[34] hours ago$/)
  expect(faults).toEqual([])
})

test.describe('without script', () => {
  test.use({ script: false })

  test('times are in UTC and say so', async ({ page, person }) => {
    await openAccount(page, person)
    await page.goto('/account/activity')
    const time = page.locator('time').first()
    await expect(time).toHaveText(/^[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d.(AM|PM) UTC$/)
    await expect(time).not.toHaveAttribute('title', /./)
  })
})

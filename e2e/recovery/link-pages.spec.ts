import { ways } from '../support/pages/looks'
import { isFit } from '../support/pages/page-is-fit'
import { pagesOfLinks } from '../support/steps/account-pages'
import { openLinks } from '../support/steps/open-links'
import { buttons, press } from '../support/steps/person'
import { expect, test } from '../support/test'

type Names = keyof Awaited<ReturnType<typeof openLinks>>
const pressed: Record<Exclude<Names, 'reset'>, keyof typeof buttons> = {
  verify: 'verifyEmail',
  confirm: 'confirmEmail',
  undo: 'undoEmail',
  contest: 'contest',
  notMe: 'notMe',
  notMeAfterMove: 'notMe',
  decline: 'declineReset',
}

// mail-scanner.spec.ts tests these pages without script.
for (const { name, use } of ways.slice(0, 1)) {
  test.describe(name, () => {
    test.use(use)

    test('the page of every emailed link is accessible, before and after use [K1 K7 K8]', async ({
      page,
      request,
      mailbox,
    }) => {
      test.slow()
      const links = await openLinks(request, mailbox)
      const titles = new Set<string>()
      for (const [kind, link] of Object.entries(links)) {
        await page.goto(link)
        await isFit(page, kind)
        titles.add(await page.title())
      }
      // Two of the links lead to the same page, /not-me.
      expect([...titles], [...titles].join('\n')).toHaveLength(Object.keys(links).length - 1)
      for (const [kind, button] of Object.entries(pressed)) {
        const link = links[kind as Names]
        await page.goto(link)
        await press(page, button)
        await expect(page.getByRole('button', { name: buttons[button], exact: true })).toHaveCount(0)
        await isFit(page, `${kind}, done`)
        await page.goto(link)
        await isFit(page, `${kind}, used`)
      }
    })

    test('the page of a damaged link is accessible', async ({ page }) => {
      for (const path of pagesOfLinks) {
        await page.goto(`${path}?token=damaged`)
        await expect(page.getByRole('heading', { name: 'This link isn’t valid' })).toBeVisible()
        await isFit(page, `${path}, damaged`)
      }
    })
  })
}

import { expect, type Page } from 'playwright/test'
import { axe } from './axe'
import { otherLooks } from './looks'

/** Checks a page in its current state for people with low vision, without a mouse or with a small screen. */
export async function isFit(page: Page, where: string, rules?: readonly string[]): Promise<void> {
  expect(await axe(page, rules), where).toEqual([])
  expect(await page.locator('h1').count(), `headings of ${where}`).toBe(1)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${where} is wider than the window`).toBeLessThanOrEqual(0)
  expect(await hardToReach(page), `hard to reach with a keyboard on ${where}`).toEqual([])
}

/** The same, and then in the looks that need no other page, which end with the one it had. */
export async function isFitInEveryLook(page: Page, where: string): Promise<void> {
  await isFit(page, where)
  // Without script a page is examined on a copy, and the looks change nothing else.
  if (await page.evaluate(() => matchMedia('(scripting: none)').matches)) return
  const [size, dark] = [
    page.viewportSize()!,
    await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches),
  ]
  for (const { name, media, size, rules } of otherLooks) {
    // No color may be measured on its way to another.
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    await page.setViewportSize(size)
    await isFit(page, `${where}, ${name}`, rules)
  }
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', forcedColors: 'none', reducedMotion: null })
}

/** What the Tab key has reached in this process. Other colors and a few other words change nothing about that. */
const reached = new Set<string>()
/** Parts of emails, names, numbers, IDs and tokens, which are new for each person: words of eight signs or more with a digit. */
const madeUp = /\b(?=[\w-]*\d)[\w-]{8,}\b/g

const places = 'a[href], button, summary, input:not([type=hidden])'

/** Everything that the Tab key does not reach, or that shows no focus ring. */
async function hardToReach(page: Page): Promise<string[]> {
  const { wanted, contents, isForced } = await page.evaluate((places) => {
    const all = [...document.querySelectorAll<HTMLElement>(places)]
    return {
      wanted: all.flatMap((each, index) => (each.checkVisibility() && each.tabIndex >= 0 ? [index] : [])),
      contents: all.map((each) => each.outerHTML),
      isForced: matchMedia('(forced-colors: active)').matches,
    }
  }, places)
  const sameForEveryone = contents.map((each) => each.replace(madeUp, ''))
  const state = JSON.stringify([wanted, sameForEveryone, isForced])
  if (reached.has(state)) return []
  const seen = new Set<number>()
  // The page decides where the focus starts, and after the last element it starts again at the first.
  for (let presses = 0; presses < 2 * wanted.length + 3 && seen.size < wanted.length; presses++) {
    await page.keyboard.press('Tab')
    const place = await page.evaluate((places) => {
      const at = document.activeElement
      return at && getComputedStyle(at).outlineStyle !== 'none'
        ? [...document.querySelectorAll(places)].indexOf(at)
        : -1
    }, places)
    if (wanted.includes(place)) seen.add(place)
  }
  const missed = wanted.filter((index) => !seen.has(index))
  if (missed.length === 0) reached.add(state)
  return missed.map((index) => contents[index]!)
}

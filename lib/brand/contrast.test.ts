import { readFileSync } from 'node:fs'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { contrast, shades } from './contrast'

test('the contrast of two colors is that of WCAG 2.2', () => {
  const figures: [one: string, other: string, figure: string][] = [
    ['#000000', '#ffffff', '21.00'],
    ['#ffffff', '#ffffff', '1.00'],
    ['#767676', '#ffffff', '4.54'],
    ['#777777', '#ffffff', '4.48'],
    ['#0000ff', '#ffffff', '8.59'],
    ['#ff0000', '#ffffff', '4.00'],
    ['#ffff00', '#000000', '19.56'],
  ]
  for (const [one, other, figure] of figures) {
    expect([one, other, contrast(one, other).toFixed(2)]).toEqual([one, other, figure])
    expect(contrast(other, one)).toBe(contrast(one, other))
  }
})

test('a color of the operator is compared with the colors of the pages', () => {
  const css = readFileSync('app/globals.css', 'utf8')
  for (const [what, name] of Object.entries({
    page: 'page',
    card: 'card',
    notice: 'good-back',
    'button text': 'on-main',
  })) {
    const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css) ?? []
    expect([what, shades.light[what as 'page'], shades.dark[what as 'page']]).toEqual([what, light, dark])
  }
})

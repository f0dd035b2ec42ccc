import jsQR from 'jsqr'
import type { Page } from 'playwright/test'

/** What a camera reads from the QR code on the page, as it is shown. Throws if the code is not on white, which some cameras need. */
export async function readQrCode(page: Page): Promise<string | undefined> {
  const picture = await page.locator('svg.qr').screenshot()
  const { data, width, height } = await pixelsOf(page, picture.toString('base64'))
  const aboveTheCode = 4 * (3 * width + Math.floor(width / 2))
  const ground = data.slice(aboveTheCode, aboveTheCode + 3)
  if (ground.some((color) => color < 250)) throw new Error(`The QR code is on the color ${ground}.`)
  return jsQR(Uint8ClampedArray.from(data), width, height, { inversionAttempts: 'dontInvert' })?.data
}

/** Decoded in a context of its own, because the page may have no script. */
async function pixelsOf(page: Page, png: string) {
  const context = await page.context().browser()!.newContext({ javaScriptEnabled: true })
  const studio = await context.newPage()
  const pixels = await studio.evaluate(async (source) => {
    const image = new Image()
    image.src = source
    await image.decode()
    const { width, height } = image
    const canvas = new OffscreenCanvas(width, height)
    const drawing = canvas.getContext('2d')!
    drawing.drawImage(image, 0, 0)
    return { width, height, data: [...drawing.getImageData(0, 0, width, height).data] }
  }, `data:image/png;base64,${png}`)
  await context.close()
  return pixels
}

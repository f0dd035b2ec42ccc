import lighthouse from 'lighthouse'
import { chromium } from 'playwright'
import { browserLaunch } from '@/e2e/support/pages/browser-launch'
import { freePort } from '@/e2e/support/servers/free-port'
import { atLeast, atMost, type Cell, type Lane, type Sample } from '../cell'
import { betterAuth } from '../subjects/better-auth'
import { plainNext } from '../subjects/plain'
import { rekey } from '../subjects/rekey'

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']

/** What a browser loads for the login page, and how Lighthouse rates it. */
export const browser: Cell = {
  name: 'browser',
  title: 'The login page in a browser',
  async open(bench) {
    const { url, page } = await rekey(bench, { hash: 'bcrypt' })
    const lanes: Lane[] = [
      { name: 'Rekey', measure: async () => ({ ...(await weigh(url + page)), ...(await scores(url + page)) }) },
    ]
    if (bench.hasPeer('plain')) {
      const plain = await plainNext(bench)
      lanes.push({ name: 'plain Next', measure: () => weigh(`${plain.url}/dynamic`) })
    }
    if (bench.hasPeer('better-auth')) {
      const peer = await betterAuth(bench, 'scrypt')
      lanes.push({ name: 'Better Auth', measure: () => weigh(peer.url + peer.page) })
    }
    return {
      lanes,
      rounds: 1,
      judge: (rounds) => [
        ...(rounds.has('plain Next')
          ? [atMost('script compared with a plain Next page', rounds.ratio('Rekey', 'plain Next', 'scriptKB'), 1.1)]
          : []),
        atMost('stylesheets', rounds.median('Rekey', 'stylesheets'), 1),
        atMost('requests to another origin', rounds.median('Rekey', 'foreign'), 0),
        ...CATEGORIES.map((name) => atLeast(`Lighthouse, ${name}`, rounds.median('Rekey', name), 100)),
      ],
    }
  },
}

/** Compressed bytes, as sent over the network. */
async function weigh(address: string): Promise<Sample> {
  const app = await chromium.launch(browserLaunch())
  try {
    const page = await app.newPage()
    const found = { scriptKB: 0, stylesheets: 0, foreign: 0, requests: 0 }
    const reading: Promise<number>[] = []
    page.on('requestfinished', (request) => {
      found.requests += 1
      if (new URL(request.url()).origin !== new URL(address).origin) found.foreign += 1
      if (request.resourceType() === 'stylesheet') found.stylesheets += 1
      if (request.resourceType() !== 'script') return
      reading.push(request.sizes().then(({ responseBodySize }) => responseBodySize / 1000))
    })
    await page.goto(address, { waitUntil: 'networkidle' })
    for (const size of await Promise.all(reading)) found.scriptKB += size
    return found
  } finally {
    await app.close()
  }
}

async function scores(address: string): Promise<Sample> {
  const port = await freePort()
  const launch = browserLaunch()
  const app = await chromium.launch({ ...launch, args: [...(launch.args ?? []), `--remote-debugging-port=${port}`] })
  try {
    const result = await lighthouse(address, { port, output: 'json', logLevel: 'silent', onlyCategories: CATEGORIES })
    const categories = Object.entries(result?.lhr.categories ?? {})
    return Object.fromEntries(categories.map(([name, { score }]) => [name, Math.round(100 * (score ?? 0))]))
  } finally {
    await app.close()
  }
}

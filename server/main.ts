import { createServer, type RequestListener } from 'node:http'
import nextEnv from '@next/env'
import { config } from '@/lib/config'
import { start } from '@/lib/start'
import { claimProcess } from '@/lib/started'
import { followAlias } from './aliases'
import { Answer } from './answer'
import { count } from './count'
import { greet } from './greet'
import { handOver } from './hand-over'
import { dropBrokenHints } from './hints'
import { identify } from './identify'
import { keptPages } from './kept-pages'
import { leadHome } from './lead-home'
import { limitTime } from './limit-time'
import { limitWork } from './limit-work'
import { listen } from './listen'
import { nameOurselves } from './our-name'
import { openPage } from './pages'
import { pipeline } from './pipeline'
import { refuseUnreadable } from './refuse'
import { answerPreflight, share } from './share'
import { stopWhenTold } from './stop'
import { untilStarted } from './until-started'

const production = process.env.NODE_ENV === 'production'
// Next and React choose their form by it while they are loaded, which is why `next` is imported below and not above.
Object.assign(process.env, { NODE_ENV: production ? 'production' : 'development' })
nextEnv.loadEnvConfig(process.cwd(), !production)
claimProcess()

const started = untilStarted()
let next: RequestListener
const render = handOver((request, response) => next(request, response))

/** What happens to each request, from the first step to the last. */
const steps = [
  identify,
  count,
  share,
  started.step,
  limitWork(),
  refuseUnreadable,
  answerPreflight,
  // In development pages change with every edit, and hot reload wants to know where it was opened.
  ...(production ? [nameOurselves, keptPages(pipeline([openPage, render]))] : [leadHome]),
  followAlias,
  openPage,
  dropBrokenHints,
  render,
]
const server = createServer({ ServerResponse: Answer }, pipeline(steps))
limitTime(server)
const place = await listen(server, production)
// At once, so that the environment is read before a request comes; its faults end the process.
const starting = start()

const { default: makeNext } = await import('next')
// Next answers a wish for another protocol on `httpServer`: in production that is one without connections, and nobody is heard.
const httpServer = production ? createServer() : server
const app = makeNext({ dev: !production, quiet: production, ...place, httpServer })
stopWhenTold(server, app)
await Promise.all([app.prepare(), starting])
next = app.getRequestHandler()
started.now()
if (!production) greet(config())

import { createServer, type RequestListener } from 'node:http'
import nextEnv from '@next/env'
import { config } from '@/lib/config'
import { start } from '@/lib/start'
import { claimProcess } from '@/lib/started'
import { Answer } from './answer'
import { keptPages } from './kept-pages/kept-pages'
import { limitTime } from './limit-time'
import { listen } from './listen'
import { pipeline } from './pipeline'
import { greet } from './print-welcome'
import { answerPreflight, share } from './steps/cors'
import { count } from './steps/count-requests'
import { followAlias } from './steps/follow-alias'
import { handOver } from './steps/hand-over'
import { identify } from './steps/identify'
import { leadHome } from './steps/lead-to-app-url'
import { limitWork } from './steps/limit-work'
import { nameOurselves } from './steps/name-ourselves'
import { openPage } from './steps/open-page'
import { refuseUnreadable } from './steps/refuse-unreadable'
import { dropBrokenHints } from './steps/router-hints'
import { untilStarted } from './steps/until-started'
import { stopWhenTold } from './stop'

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

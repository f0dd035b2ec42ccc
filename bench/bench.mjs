import { register } from 'tsx/esm/api'
import { install } from './install.mjs'

install(import.meta.dirname)
register()
const { main } = await import('./main.ts')
await main(process.argv.slice(2))

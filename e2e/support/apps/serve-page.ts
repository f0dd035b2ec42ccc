import { createServer } from 'node:http'
import { build } from 'esbuild'

const html =
  '<!doctype html><html lang="en"><title>Board</title><script type="module" src="/app.js"></script><body></body></html>'

/** Serves a page without a server of its own: every path is the same page with this script, in which packages may be imported. */
export async function servePage(port: number, script: string): Promise<() => void> {
  const built = await build({
    stdin: { contents: script, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  })
  const server = createServer((request, response) => {
    const isScript = request.url === '/app.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(isScript ? built.outputFiles[0]?.text : html)
  })
  await new Promise<void>((listening) => server.listen(port, 'localhost', listening))
  return () => void server.close()
}

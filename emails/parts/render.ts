import type { ReactElement } from 'react'

/** Under the doctype that React writes, mail programs leave gaps within tables. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'

/** A letter as HTML. */
export async function render(letter: ReactElement): Promise<string> {
  // Next forbids this package in what it takes for a page, unless it is loaded while the page runs.
  const { default: server } = await import('react-dom/server')
  const html = await new Response(await server.renderToReadableStream(letter)).text()
  return html.replace('<!DOCTYPE html>', DOCTYPE)
}

import type { ReactElement } from 'react'

/** With the doctype that React writes, email programs leave gaps inside tables. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'

/** An email as HTML. */
export async function render(email: ReactElement): Promise<string> {
  // Next forbids importing this package in code that it takes for a page, unless the import runs with the page.
  const { default: server } = await import('react-dom/server')
  const html = await new Response(await server.renderToReadableStream(email)).text()
  return html.replace('<!DOCTYPE html>', DOCTYPE)
}

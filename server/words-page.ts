import { createHash } from 'node:crypto'
import { config } from '@/lib/config'
import { strictestPolicy } from './response-headers'

/** The only way on is a link or, as HTML, a form. */
type WayOn = { wayOn: { href: string; text: string } } | { form: string }
/** `home`: where the name of the site leads, which is elsewhere on a page at the host of an app. */
type Words = { heading: string; paragraphs: string[]; home?: string } & WayOn

/** A page that needs no Next, in the same design as the others: Next may not have started, and must not see the request. */
export function wordsPage({ heading, paragraphs, home = '/', ...way }: Words): string {
  const site = asHtml(config().APP_NAME)
  const text = paragraphs.map((each) => `<p>${asHtml(each)}</p>\n`).join('')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${asHtml(heading)} – ${site}</title>
<style>${style()}</style>
</head>
<body>
<header><a href="${asHtml(home)}">${site}</a></header>
<main>
<h1>${asHtml(heading)}</h1>
${text}${'form' in way ? way.form : linksTo(way.wayOn, home)}
</main>
${footer()}</body>
</html>
`
}

function linksTo({ href, text }: { href: string; text: string }, site: string): string {
  const home = href === '/' || site !== '/' ? '' : '\n<p><a href="/">Go to the home page</a></p>'
  return `<p><a class="button" href="${asHtml(href)}">${asHtml(text)}</a></p>${home}`
}

/** Someone who cannot go on needs the links of the operator most. */
function footer(): string {
  const links = config().brand.links.map(({ text, href }) => `<a href="${asHtml(href)}">${asHtml(text)}</a>`)
  return links.length > 0 ? `<footer>${links.join('\n')}</footer>\n` : ''
}

/** The path of a URL, to link back to. The rest may contain a secret, or the reason for the refusal. */
export function pathOf(url = ''): string {
  // Browsers read two leading slashes as the beginning of another host.
  return url.startsWith('/') ? url.replace(/[?#].*$/s, '').replace(/^[/\\]+/, '/') : '/'
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** The rules of app/globals.css that such a page needs. */
const STYLE = `
:root{color-scheme:light dark;--page:light-dark(#f6f7f9,#0e1014);--card:light-dark(#fff,#171a21);--text:light-dark(#14171f,#e9ebf0);--quiet:light-dark(#565d6d,#a3abbb);--hairline:light-dark(#e3e6ec,#2a2f3a);--main:light-dark(#14171f,#f1f3f7);--on-main:light-dark(#fff,#14171f);--link:light-dark(#1d4ed8,#93b4ff)}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
header{padding:clamp(1.5rem,8vh,5rem) 1rem 1.25rem;text-align:center}
header a{display:inline-block;min-height:24px;color:inherit;font-weight:650;text-decoration:none}
main{max-width:25rem;margin:0 auto 4rem;padding:clamp(1.25rem,6vw,2rem);background:var(--card);border:1px solid var(--hairline);border-radius:14px}
@media (max-width:27rem){main{margin-inline:1rem}}
h1{margin:0 0 1rem;font-size:1.375rem;line-height:1.25}
p{margin:0 0 1rem}
p:last-child{margin:0}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,button:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.button{display:flex;align-items:center;justify-content:center;min-height:2.75rem;padding:.5rem 1rem;border:1px solid transparent;border-radius:10px;background:var(--main);color:var(--on-main);font-weight:600;text-decoration:none}
button.button{width:100%;font:inherit;font-weight:600;cursor:pointer}
footer{display:flex;flex-wrap:wrap;gap:0 1rem;justify-content:center;padding:0 1rem 2rem;font-size:.875rem;line-height:2rem}
footer a{color:var(--quiet)}
`

function style(): string {
  return STYLE + config().brand.css
}

/** Allows this style and nothing else. */
export function wordsPolicy(): string {
  return `${strictestPolicy}; style-src 'sha256-${createHash('sha256').update(style()).digest('base64')}'`
}

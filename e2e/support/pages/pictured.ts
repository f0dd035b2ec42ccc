import type { Page } from 'playwright/test'
import type { Mail } from '../servers/smtp-mailbox'

/** Shows an email as an email program would: its subject and sender above its HTML. */
export async function showEmail(page: Page, { subject, from, html }: Mail): Promise<void> {
  await page.setContent(`
    <style>
      :root { color-scheme: light dark; }
      body { margin: 0; font: 14px/1.5 system-ui, sans-serif; }
      header { padding: 16px 24px; border-bottom: 1px solid #8884; }
      h1 { margin: 0; font-size: 18px; }
      iframe { width: 100%; border: 0; display: block; }
    </style>
    <header><h1>${escaped(subject)}</h1>${escaped(from)}</header>
    <iframe srcdoc="${escaped(html)}"></iframe>`)
  await page.locator('iframe').evaluate(async (frame: HTMLIFrameElement) => {
    const loaded = () =>
      frame.contentDocument?.readyState === 'complete' && frame.contentDocument.body.childElementCount
    while (!loaded()) await new Promise((resolve) => setTimeout(resolve, 20))
    frame.style.height = `${frame.contentDocument!.documentElement.scrollHeight}px`
  })
}

/** The sign before a line of the doctor, and its color in a terminal. */
const signs: Record<string, string> = { '✓': '#3fb950', '·': '#39c5cf', '!': '#d29922', '✗': '#f85149' }

/** Shows a command and its output as in a terminal. */
export async function showTerminal(page: Page, command: string, output: string): Promise<void> {
  const lines = output.split('\n').map((line) => {
    const color = signs[line[0] ?? '']
    return color ? `<span style="color: ${color}">${line[0]}</span>${escaped(line.slice(1))}` : escaped(line)
  })
  await page.setContent(`
    <style>
      body { margin: 0; background: #0d1117; color: #e6edf3; }
      pre { margin: 0; padding: 20px 24px; font: 13px/1.6 ui-monospace, monospace; white-space: pre-wrap; }
    </style>
    <pre>$ ${escaped(command)}\n${lines.join('\n')}</pre>`)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

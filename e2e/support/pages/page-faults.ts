import type { Page } from 'playwright/test'

/** Collects what a page must not do: log an error, such as a violation of its policy, throw one, or open a dialog. */
export function pageFaults(page: Page): string[] {
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('dialog', (dialog) => {
    faults.push(dialog.message())
    void dialog.dismiss()
  })
  return faults
}

/** How a number compares with the one of the same time before; "alone" if that time is not counted. */
type Comparison = 'alone' | 'more' | 'fewer' | 'same'
type Sentences = Record<'none' | 'one' | 'many', Partial<Record<Comparison, (count: string, by: string) => string>>>

const WEEK = 7

const sentences = {
  registered: {
    none: {
      alone: () => 'No accounts were registered in the last 7 days.',
      fewer: (_, by) => `No accounts were registered in the last 7 days, ${by} fewer than in the 7 days before.`,
      same: () => 'No accounts were registered in the last 7 days, and none in the 7 days before.',
    },
    one: {
      alone: () => '1 account was registered in the last 7 days.',
      more: () => '1 account was registered in the last 7 days, and none in the 7 days before.',
      fewer: (_, by) => `1 account was registered in the last 7 days, ${by} fewer than in the 7 days before.`,
      same: () => '1 account was registered in the last 7 days, as many as in the 7 days before.',
    },
    many: {
      alone: (count) => `${count} accounts were registered in the last 7 days.`,
      more: (count, by) =>
        `${count} accounts were registered in the last 7 days, ${by} more than in the 7 days before.`,
      fewer: (count, by) =>
        `${count} accounts were registered in the last 7 days, ${by} fewer than in the 7 days before.`,
      same: (count) => `${count} accounts were registered in the last 7 days, as many as in the 7 days before.`,
    },
  },
  logins: {
    none: {
      alone: () => 'There were no logins in the last 7 days.',
      fewer: (_, by) => `There were no logins in the last 7 days, ${by} fewer than in the 7 days before.`,
      same: () => 'There were no logins in the last 7 days, and none in the 7 days before.',
    },
    one: {
      alone: () => 'There was 1 login in the last 7 days.',
      more: () => 'There was 1 login in the last 7 days, and none in the 7 days before.',
      fewer: (_, by) => `There was 1 login in the last 7 days, ${by} fewer than in the 7 days before.`,
      same: () => 'There was 1 login in the last 7 days, as many as in the 7 days before.',
    },
    many: {
      alone: (count) => `There were ${count} logins in the last 7 days.`,
      more: (count, by) => `There were ${count} logins in the last 7 days, ${by} more than in the 7 days before.`,
      fewer: (count, by) => `There were ${count} logins in the last 7 days, ${by} fewer than in the 7 days before.`,
      same: (count) => `There were ${count} logins in the last 7 days, as many as in the 7 days before.`,
    },
  },
} as const satisfies Record<string, Sentences>

/** The numbers that the page shows. */
export type Shown = keyof typeof sentences

/** Compares the newest 7 days with the 7 before them, newest first; there is nothing to compare with until those are counted. */
export function sentenceOf(shown: Shown, counts: number[]): string {
  const [count, before] = [sum(counts.slice(0, WEEK)), sum(counts.slice(WEEK, 2 * WEEK))]
  const said: Sentences[keyof Sentences] = sentences[shown][count === 0 ? 'none' : count === 1 ? 'one' : 'many']
  const by = Math.abs(count - before)
  const compared = counts.length < 2 * WEEK ? 'alone' : count > before ? 'more' : count < before ? 'fewer' : 'same'
  return said[compared]!(inWords(count), inWords(by))
}

export const inWords = (count: number) => count.toLocaleString('en-US')

const sum = (counts: number[]) => counts.reduce((total, each) => total + each, 0)
